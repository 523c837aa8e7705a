package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
final class ConfigurationOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("portreeve.yaml");

  /** The file as it was written. */
  Path file() {
    return file;
  }

  /** What becomes of the file, whether its references are followed or not. */
  ConfigurationFile.Outcome read(
      Terminal terminal, boolean followed, Map<String, String> overrides) {
    Path path = terminal.path(file);
    Path directory = path.getParent();
    var surroundings =
        new Surroundings(directory == null ? path : directory, terminal.environment(), followed);
    return new ConfigurationFile(surroundings, overrides).read(path);
  }

  /** The configuration, or every problem on standard error and the end of the command. */
  Configuration load(Terminal terminal) {
    return switch (read(terminal, false, Map.of())) {
      case ConfigurationFile.Outcome.Loaded(var configuration, _) -> configuration;
      case ConfigurationFile.Outcome.Refused(var problems) -> throw refused(terminal, problems);
    };
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
