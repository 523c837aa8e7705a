package io.portreeve.gateway.scan.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a command starts, as far as its words tell. */
public sealed interface Launch {
  /**
   * A package that a runner takes from a registry.
   *
   * @param name without a version
   * @param version as it is written; empty: none is
   */
  record FromRegistry(Registry registry, String name, Optional<String> version) implements Launch {
    /** Whether it is one version, and tomorrow the same. */
    public boolean pinned() {
      return version.filter(registry::isExact).isPresent();
    }
  }

  /** A script that a shell reads. */
  record Shell(String script) implements Launch {}

  /** A module of what Python has installed. */
  record Module(String name) implements Launch {}

  /** A program, or a script, jar or module that an interpreter runs. */
  record Code(Path file) implements Launch {}

  /** Only the name of a program. */
  record Named(String program) implements Launch {}

  /** Whether it comes from a registry: no folder and no address of somebody's. */
  default boolean isFetched() {
    return this instanceof FromRegistry(var _, String name, var _)
        && !name.isEmpty()
        && !name.matches("[./~].*|.*://.*");
  }

  /** What these words start. */
  static Launch of(List<String> command) {
    return Launches.of(command);
  }
}
