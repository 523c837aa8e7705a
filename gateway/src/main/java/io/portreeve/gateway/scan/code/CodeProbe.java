package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.scan.program.Grounds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the source of each program whose command says where it lies. It runs nothing of it, and
 * what it could not read is a finding.
 */
public final class CodeProbe implements Probe {
  private static final String MANIFEST = "package.json";

  private final Map<String, ServerSettings> servers;
  private final RuleBook rules = RuleBook.of("code");
  private final SourceRules sources = new SourceRules(rules);
  private final InstallScripts scripts = new InstallScripts(rules.rule("install-script"));

  /** A look at the programs among these servers. */
  public CodeProbe(Map<String, ServerSettings> servers) {
    this.servers = servers;
  }

  @Override
  public String what() {
    return "code";
  }

  @Override
  public List<Finding> look(Progress progress) {
    var found = new ArrayList<Finding>();
    Grounds grounds = Grounds.of(servers);
    servers.forEach((id, server) -> {
      if (server.reach() instanceof Reach.Program program) {
        progress.at(id);
        look(id, program, grounds, found);
      }
    });
    return found;
  }

  private void look(String id, Reach.Program program, Grounds grounds, List<Finding> found) {
    CodeFolders code = CodeFolders.of(id, program, grounds);
    SourceTree tree = new SourceTree(folder -> grounds.isOfOthers(folder, id));
    code.folders().forEach(folder -> tree.walk(folder, new Reading(id, folder, found)));
    tree.unread()
        .forEach((file, why) ->
            found.add(
                new Finding(
                    rules.rule("code-unread"),
                    id,
                    String.valueOf(file.getFileName()),
                    why,
                    Optional.of(file))));
    if (code.expected() && tree.read() == 0 && tree.unread().isEmpty()) {
      found.add(
          new Finding(
              rules.rule("code-unseen"), id, "command", String.join(" ", program.command())));
    }
  }

  private final class Reading implements SourceTree.Reader {
    private final String server;
    private final Path root;
    private final List<Finding> found;

    Reading(String server, Path root, List<Finding> found) {
      this.server = server;
      this.root = root;
      this.found = found;
    }

    @Override
    public boolean wants(String name) {
      return name.equals(MANIFEST) || Language.of(name).isPresent();
    }

    @Override
    public void read(Path file, String text) {
      String name = root.relativize(file).toString();
      Language.of(name)
          .ifPresent(language -> found.addAll(sources.of(server, name, file, language, text)));
      if (name.equals(MANIFEST)) {
        found.addAll(scripts.of(server, name, file, text));
      }
    }
  }
}
