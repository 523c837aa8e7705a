package io.portreeve.gateway.scan.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Finds the project that a piece of code is part of. */
public final class Project {
  private static final int ABOVE = 3;
  private static final List<String> SIGNS = List.of("package.json", "pyproject.toml", "setup.py");

  private Project() {}

  /** The folder, or one of the next above it, that says which packages its code needs. */
  public static Path of(Path folder) {
    Path at = folder;
    for (int i = 0; i < ABOVE && at.getParent() != null; i++) {
      if (SIGNS.stream().map(at::resolve).anyMatch(Files::exists)) {
        return at;
      }
      at = Objects.requireNonNull(at.getParent());
    }
    return folder;
  }
}
