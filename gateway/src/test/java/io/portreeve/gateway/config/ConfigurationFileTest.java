package io.portreeve.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
  private static final String TEXT =
      "data: ./data\nservers: {files: {command: [node, ./server.js]}}\npolicy: {}\n";

  @TempDir private Path directory = Path.of("");

  /** It says what programs are trusted with, and may hold values that are secret. */
  @Test
  void fileThatAConfigurationWasReadFrom_isClosedToPrograms() throws IOException {
    assertThat(loaded(reader().parse(TEXT)).closedToPrograms())
        .containsExactly(directory.resolve("data"));

    Path file = Files.writeString(directory.resolve("portreeve.yaml"), TEXT);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThat(loaded(reader().read(file)).closedToPrograms())
        .containsExactly(directory.resolve("data"), file);
  }

  private ConfigurationFile reader() {
    return new ConfigurationFile(
        new Surroundings(directory, Surroundings.Follower.NONE, Expression.Reader.UNREAD),
        Overlay.NONE);
  }

  private static Configuration loaded(ConfigurationFile.Outcome outcome) {
    return switch (outcome) {
      case ConfigurationFile.Outcome.Loaded(var configuration, var _) -> configuration;
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }
}
