package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.ConditionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
final class ConfigurationOption {
  private static final Path USUAL = Path.of("portreeve.yaml");

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "The configuration (default: portreeve.yaml, or else what the quickstart ran here).")
  private Optional<Path> named = Optional.empty();

  /** The file as it was written: what was named, or is usual, or was left by the quickstart. */
  Path file(Terminal terminal) {
    return given(terminal) || !Files.exists(terminal.path(Quickstart.KEPT))
        ? named.orElse(USUAL)
        : Quickstart.KEPT;
  }

  /** The file, from where the command was called; where there is none, the command ends. */
  Path path(Terminal terminal) {
    Path file = file(terminal);
    if (named.isEmpty() && !Files.exists(terminal.path(file))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "no configuration: no -c FILE was given, and there is no " + USUAL + " here",
          "name one, or begin with `portreeve run`");
    }
    return NamedFile.readable(terminal, file, "name the configuration with -c FILE");
  }

  /** Whether a file was named, or the usual one is there. */
  boolean given(Terminal terminal) {
    return named.isPresent() || Files.exists(terminal.path(USUAL));
  }

  /** Whether the usual file counts because it is there, and nobody named it. */
  boolean isFound(Terminal terminal) {
    return named.isEmpty() && given(terminal);
  }

  /** The reader of the file, in its own surroundings. */
  ConfigurationFile reader(Terminal terminal, boolean followed, Overlay overlay) {
    return reader(terminal, path(terminal), followed, overlay);
  }

  /** A reader for a file that lies, or would lie, at this path. */
  static ConfigurationFile reader(Terminal terminal, Path path, boolean followed, Overlay overlay) {
    Path directory = path.getParent();
    var follower = new SecretFollower(new SecretSource(terminal.environment()));
    var surroundings =
        new Surroundings(
            directory == null ? path : directory,
            followed ? follower : Surroundings.Follower.NONE,
            new ConditionReader());
    return new ConfigurationFile(surroundings, overlay);
  }

  /** The configuration, or every problem on standard error and the end of the command. */
  Configuration load(Terminal terminal) {
    if (!given(terminal)) {
      say(terminal, "the quickstart's " + terminal.shown(path(terminal)));
    }
    return load(terminal, reader(terminal, false, Overlay.NONE));
  }

  /** Another configuration, which the command line names as such. */
  static Configuration other(Terminal terminal, Path named) {
    Path path = NamedFile.readable(terminal, named, "name a configuration");
    return switch (reader(terminal, path, false, Overlay.NONE).read(path)) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw refused(
              terminal, named.toString(), problems, "see `portreeve check -c " + named + "`");
    };
  }

  /** The same, with a reader of one's own. */
  Configuration load(Terminal terminal, ConfigurationFile reader) {
    return loaded(terminal, reader.read(path(terminal))).configuration();
  }

  /** The configuration that `run` would start with: where nothing ran yet, the demonstration. */
  Configuration orQuickstart(Terminal terminal) {
    if (given(terminal) || Files.exists(terminal.path(Quickstart.KEPT))) {
      return load(terminal);
    }
    say(terminal, "the built-in quickstart");
    return Quickstart.demonstration(terminal);
  }

  private static void say(Terminal terminal, String what) {
    terminal.aside("portreeve: no -c FILE, and no " + USUAL + " here: this is " + what);
  }

  /** What was loaded, or every problem on standard error and the end of the command. */
  ConfigurationFile.Outcome.Loaded loaded(Terminal terminal, ConfigurationFile.Outcome outcome) {
    return switch (outcome) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded;
      case ConfigurationFile.Outcome.Refused(var problems) -> throw refused(terminal, problems);
    };
  }

  /** Prints every problem, and gives the failure that ends the command. */
  CommandFailure refused(Terminal terminal, List<Problem> problems) {
    return refused(terminal, file(terminal).toString(), problems, "see `portreeve check`");
  }

  /**
   * The same of a command that checks.
   *
   * @param withoutSecrets whether it looked past what is referred to
   * @param code how it ends
   */
  CommandFailure unfit(
      Terminal terminal, List<Problem> problems, boolean withoutSecrets, ExitCode code) {
    boolean past = !withoutSecrets && problems.stream().anyMatch(Problem::isOfAReference);
    String again = past ? "check again; where no secrets are, with --no-secrets" : "check again";
    return refused(terminal, file(terminal).toString(), problems, again, code);
  }

  /** The same, of any file of the operator's. */
  static CommandFailure refused(
      Terminal terminal, String file, List<Problem> problems, String fix) {
    return refused(terminal, file, problems, fix, ExitCode.USAGE);
  }

  private static CommandFailure refused(
      Terminal terminal, String file, List<Problem> problems, String fix, ExitCode code) {
    problems.forEach(problem -> terminal.aside(problem.render(file)));
    boolean one = problems.size() == 1;
    String many = file + " has " + problems.size() + (one ? " problem" : " problems");
    return new CommandFailure(code, many, "correct " + (one ? "it" : "them") + ", and " + fix);
  }
}
