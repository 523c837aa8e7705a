package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.ConditionCheck;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
final class ConfigurationOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path file;

  ConfigurationOption() {
    this(Path.of("portreeve.yaml"));
  }

  ConfigurationOption(Path file) {
    this.file = file;
  }

  /** The file as it was written. */
  Path file() {
    return file;
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
            new ConditionCheck());
    return new ConfigurationFile(surroundings, overlay);
  }

  /** The configuration, or every problem on standard error and the end of the command. */
  Configuration load(Terminal terminal) {
    return load(terminal, reader(terminal, false, Overlay.NONE));
  }

  /** The same, with a reader of one's own. */
  Configuration load(Terminal terminal, ConfigurationFile reader) {
    return loaded(terminal, reader.read(path(terminal))).configuration();
  }

  /** What was loaded, or every problem on standard error and the end of the command. */
  ConfigurationFile.Outcome.Loaded loaded(Terminal terminal, ConfigurationFile.Outcome outcome) {
    return switch (outcome) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded;
      case ConfigurationFile.Outcome.Refused(var problems) -> throw refused(terminal, problems);
    };
  }

  /** The file, from where the command was called. */
  Path path(Terminal terminal) {
    return terminal.path(file);
  }

  /** Prints every problem, and gives the failure that ends the command. */
  CommandFailure refused(Terminal terminal, List<Problem> problems) {
    problems.forEach(problem -> terminal.err().println(problem.render(file.toString())));
    return new CommandFailure(
        ExitCode.USAGE,
        file + " has " + problems.size() + (problems.size() == 1 ? " problem" : " problems"),
        "correct it, and see `portreeve check -c " + file + "`");
  }
}
