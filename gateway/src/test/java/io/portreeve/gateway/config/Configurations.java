package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import java.nio.file.Path;

/** Reads right configurations from texts, for tests elsewhere. */
public final class Configurations {
  private Configurations() {}

  /** A file that lies nowhere. */
  public static Configuration of(String text) {
    return of(Path.of("/etc/portreeve"), text);
  }

  /** A file that lies in this folder; no secret of it is looked for. */
  public static Configuration of(Path directory, String text) {
    var surroundings =
        new Surroundings(directory, Surroundings.Follower.NONE, Expression.Reader.UNREAD);
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded(var configuration, _) -> configuration;
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }
}
