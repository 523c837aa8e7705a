package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Parsed;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
      new Surroundings(Path.of("/etc/portreeve"), Texts::fault, Texts::expression);

  private Texts() {}

  private static Optional<String> fault(Reference reference, boolean secret) {
    return switch (reference) {
      case Reference.InEnvironment(String name) ->
          Optional.of("there is no " + (secret ? "secret " : "file ") + name)
              .filter(_ -> !List.of("TOKEN", "CERT", "KEY").contains(name));
      case Reference.InFile(Path path) -> Optional.of("there is no " + path);
      case Reference.Plain _ -> Optional.empty();
    };
  }

  private static Parsed<Expression> expression(String text) {
    return text.endsWith("&&")
        ? Parsed.wrong("does not compile", "correct the condition")
        : Parsed.right(new Expression.Unread(text));
  }

  /** The files under {@code right}. */
  static Stream<String> rightFiles() {
    return Stream.of(
            "behind-a-proxy",
            "console-with-keys",
            "endpoints",
            "every-key",
            "kept-secrets",
            "logins",
            "desk",
            "only-local",
            "unconfined")
        .map(Texts::rightFile);
  }

  static String rightFile(String name) {
    try (InputStream in = Texts.class.getResourceAsStream("right/" + name + ".yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static ConfigurationFile.Outcome outcome(String text) {
    return new ConfigurationFile(SURROUNDINGS, Overlay.NONE).parse(text);
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
