package io.portreeve.gateway.desk;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a bare name of a program leads.
 *
 * @param folders as the variable {@code PATH} has them
 */
record SearchPath(String folders) {
  /** The program that is meant, if there is one. */
  Optional<Path> find(String name) {
    return Arrays.stream(folders.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> path(folder).stream())
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** Whether it leads into a folder, or to what a folder of it has linked. */
  boolean leadsInto(String name, Path folder) {
    return find(name)
        .filter(
            file -> file.toAbsolutePath().startsWith(folder) || real(file).startsWith(real(folder)))
        .isPresent();
  }

  /** Where a path leads once links are followed; as it is where nothing is. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException missing) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static Optional<Path> path(String folder) {
    try {
      return Optional.of(Path.of(folder));
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }
}
