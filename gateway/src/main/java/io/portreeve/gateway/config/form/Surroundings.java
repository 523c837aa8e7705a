package io.portreeve.gateway.config.form;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the file's references are resolved against.
 *
 * @param base the directory that relative paths start from: the one that holds the file
 * @param environment the environment variables
 * @param checked whether a reference that leads nowhere is a problem of the file
 */
public record Surroundings(
    Path base, Function<String, Optional<String>> environment, boolean checked) {
  /** The longest secret or key that is read. */
  static final long LONGEST = 1 << 20;

  /** The process's own environment, with the file's directory as base. */
  public static Surroundings of(Path base) {
    return new Surroundings(base, name -> Optional.ofNullable(System.getenv(name)), true);
  }

  /** The same, for a place where the secrets are not: references are not followed while reading. */
  public Surroundings unchecked() {
    return new Surroundings(base, environment, false);
  }

  /**
   * The path as the file means it: absolute, relative ones from {@link #base}; empty if no path can
   * be so written.
   */
  Optional<Path> path(String written) {
    try {
      return Optional.of(base.toAbsolutePath().resolve(written).normalize());
    } catch (InvalidPathException impossible) {
      return Optional.empty();
    }
  }

  /**
   * What the reference leads to; empty if there is nothing, or nothing readable, or more than a
   * secret can be.
   */
  public Optional<String> resolve(Reference reference) {
    return switch (reference) {
      case Reference.InEnvironment(String name) ->
          environment.apply(name).filter(v -> !v.isEmpty());
      case Reference.InFile(Path path) -> contents(path).filter(v -> !v.isEmpty());
      case Reference.Plain(String text) -> Optional.of(text);
    };
  }

  private static Optional<String> contents(Path path) {
    try {
      if (!Files.isRegularFile(path) || Files.size(path) > LONGEST) {
        return Optional.empty();
      }
      String text = Files.readString(path, StandardCharsets.UTF_8);
      return Optional.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
