package io.portreeve.agent.tools;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.policy.ConditionReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a file says of a gateway. */
final class Written {
  private Written() {}

  /**
   * All of it.
   *
   * @throws StartFault with all that is wrong with the file
   */
  static Configuration in(Path file) throws StartFault {
    Path directory = file.toAbsolutePath().normalize().getParent();
    var surroundings =
        new Surroundings(
            Objects.requireNonNullElse(directory, file),
            Surroundings.Follower.NONE,
            new ConditionReader());
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).read(file)) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused(List<Problem> problems) ->
          throw new StartFault(
              problems.stream()
                  .map(problem -> problem.render(file.toString()))
                  .collect(Collectors.joining("\n")));
    };
  }
}
