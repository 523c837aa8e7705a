package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.scan.folder.Looks;
import io.portreeve.gateway.scan.program.Grounds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Reads the source of each program whose command says where it lies. It runs nothing of it, and
 * what it could not read is a finding.
 */
public final class CodeProbe implements Probe {
  private static final String MANIFEST = "package.json";

  private final Map<String, ServerSettings> servers;
  private final Looks looks;
  private final Rule failed = RuleBook.of("configuration").rule("scan-failed");
  private final RuleBook rules = RuleBook.of("code");
  private final SourceRules sources = new SourceRules(rules);
  private final InstallScripts scripts = new InstallScripts(rules.rule("install-script"));

  /**
   * A look at the programs among these servers.
   *
   * @param looks has each looked at by itself: a program can make that last
   */
  public CodeProbe(Map<String, ServerSettings> servers, Looks looks) {
    this.servers = servers;
    this.looks = looks;
  }

  @Override
  public String what() {
    return "code";
  }

  @Override
  public List<Finding> look(Progress progress) throws InterruptedException {
    var found = new ArrayList<Finding>();
    Grounds grounds = Grounds.of(servers);
    for (Map.Entry<String, ServerSettings> one : servers.entrySet()) {
      if (one.getValue().reach() instanceof Reach.Program program) {
        found.addAll(look(one.getKey(), program, grounds, progress));
      }
    }
    return found;
  }

  private List<Finding> look(
      String id, Reach.Program program, Grounds grounds, Progress progress)
      throws InterruptedException {
    var found = new ConcurrentLinkedQueue<Finding>();
    Optional<String> failure =
        looks.failure(
            "code of " + id,
            () -> {
              progress.at(id);
              look(id, program, grounds, found);
            });
    failure.ifPresent(why -> found.add(new Finding(failed, id, what(), why)));
    return List.copyOf(found);
  }

  private void look(String id, Reach.Program program, Grounds grounds, Queue<Finding> found) {
    CodeFolders code = CodeFolders.of(id, program, grounds);
    SourceTree tree =
        new SourceTree(
            folder -> grounds.isOfOthers(folder, id),
            (file, why) -> found.add(unread(id, file, why)));
    code.folders().forEach(folder -> tree.walk(folder, new Reading(id, folder, found)));
    if (code.expected() && tree.isEmpty()) {
      found.add(
          new Finding(
              rules.rule("code-unseen"), id, "command", String.join(" ", program.command())));
    }
  }

  private Finding unread(String id, Path file, String why) {
    String name = String.valueOf(file.getFileName());
    return new Finding(rules.rule("code-unread"), id, name, why, Optional.of(file));
  }

  private final class Reading implements SourceTree.Reader {
    private final String server;
    private final Path root;
    private final Queue<Finding> found;

    Reading(String server, Path root, Queue<Finding> found) {
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
