package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads configurations from texts, in surroundings that never change. */
final class Texts {
  /** What a file has to say at least. */
  static final String LEAST =
      """
      data: ./data
      servers:
        files:
          command: [files]
      """;

  static final Surroundings SURROUNDINGS =
      new Surroundings(Path.of("/etc/portreeve"), Texts::variable, true);

  private Texts() {}

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(Map.of("TOKEN", "t0ken", "CERT", "pem", "KEY", "pem").get(name));
  }

  /** The files under {@code right}. */
  static Stream<String> rightFiles() {
    return Stream.of("behind-a-proxy", "every-key", "only-local").map(Texts::rightFile);
  }

  static String rightFile(String name) {
    try (InputStream in = Texts.class.getResourceAsStream("right/" + name + ".yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static ConfigurationFile.Outcome outcome(String text) {
    return new ConfigurationFile(SURROUNDINGS, Map.of()).parse(text);
  }

  static Configuration right(String text) {
    return switch (outcome(text)) {
      case ConfigurationFile.Outcome.Loaded(var configuration, _) -> configuration;
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw new AssertionError(rendered(problems));
    };
  }

  static List<String> wrong(String text) {
    return switch (outcome(text)) {
      case ConfigurationFile.Outcome.Loaded _ -> List.of();
      case ConfigurationFile.Outcome.Refused(var problems) -> rendered(problems);
    };
  }

  private static List<String> rendered(List<Problem> problems) {
    return problems.stream().map(problem -> problem.render("p.yaml")).toList();
  }
}
