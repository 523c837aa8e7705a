package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Gathered;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.scan.folder.Looks;
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
  private final Looks looks;
  private final RuleBook rules = RuleBook.CODE;
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

  private List<Finding> look(String id, Reach.Program program, Grounds grounds, Progress progress)
      throws InterruptedException {
    var found = new Gathered();
    Optional<String> failure =
        looks.failure(
            "code of " + id,
            () -> {
              progress.at(id);
              look(id, program, grounds, found);
            });
    failure.ifPresent(why -> found.add(Finding.failed(id, what(), why)));
    return found.all();
  }

  private void look(String id, Reach.Program program, Grounds grounds, Gathered found) {
    CodeFolders code = CodeFolders.of(id, program, grounds);
    Unread unread = new Unread(id, found);
    code.left().forEach(unread::left);
    SourceTree tree = new SourceTree(folder -> grounds.isOfOthers(folder, id), unread);
    code.folders().forEach(folder -> tree.walk(folder, new Reading(id, folder, found)));
    if (code.expected() && code.left().isEmpty() && tree.isEmpty()) {
      found.add(
          new Finding(
              rules.rule("code-unseen"), id, "command", String.join(" ", program.command())));
    }
  }

  /** Tells what is left out. */
  private final class Unread implements SourceTree.Unread {
    private final String server;
    private final Gathered found;

    Unread(String server, Gathered found) {
      this.server = server;
      this.found = found;
    }

    @Override
    public void left(Path what, String why) {
      add("code-unread", what, why);
    }

    @Override
    public void ended(Path root, String why) {
      add("code-unfinished", root, why);
    }

    private void add(String rule, Path what, String why) {
      String name = String.valueOf(what.getFileName());
      found.add(new Finding(rules.rule(rule), server, name, why, Optional.of(what)));
    }
  }

  private final class Reading implements SourceTree.Reader {
    private final String server;
    private final Path root;
    private final Gathered found;

    Reading(String server, Path root, Gathered found) {
      this.server = server;
      this.root = root;
      this.found = found;
    }

    @Override
    public boolean wants(String name) {
      return name.equals(MANIFEST) || Language.of(name).isPresent();
    }

    @Override
    public List<Path> read(Path file, String text) {
      String name = root.relativize(file).toString();
      boolean manifest = name.endsWith(MANIFEST);
      Optional<Language> language = Language.of(name);
      language.ifPresent(one -> sources.of(server, name, file, one, text).forEach(found::add));
      if (name.equals(MANIFEST)) {
        scripts.of(server, name, file, text).forEach(found::add);
      }
      return manifest || language.equals(Optional.of(Language.JAVASCRIPT))
          ? Required.by(file, text, manifest)
          : List.of();
    }
  }
}
