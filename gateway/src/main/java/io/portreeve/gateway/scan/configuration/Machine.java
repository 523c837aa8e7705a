package io.portreeve.gateway.scan.configuration;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a look at this machine tells of files.
 *
 * @param environment the environment variables
 * @param user who runs this process
 */
public record Machine(Function<String, Optional<String>> environment, String user) {
  /** The program of this name, where a shell in this folder would find it. */
  Optional<Path> program(String name, Path folder) {
    if (name.contains("/")) {
      return Optional.of(folder.resolve(name)).filter(Files::exists);
    }
    return Stream.of(environment.apply("PATH").orElse("").split(File.pathSeparator))
        .filter(part -> !part.isEmpty())
        .map(part -> Path.of(part).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether others than its owner may read it. */
  boolean isReadable(Path file) {
    Set<PosixFilePermission> given = permissions(file);
    return given.contains(PosixFilePermission.OTHERS_READ)
        || given.contains(PosixFilePermission.GROUP_READ);
  }

  /** The file, or the folder above it, that anybody on this machine may write. */
  Optional<Path> writable(Path file) {
    Path real = real(file);
    for (Path part = real; part != null; part = part.getParent()) {
      boolean sticky = Files.isDirectory(part) && isSticky(part);
      if (permissions(part).contains(PosixFilePermission.OTHERS_WRITE) && !sticky) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException unreadable) {
      return file.toAbsolutePath().normalize();
    }
  }

  /** In such a folder only the owner of a file may replace it. */
  private static boolean isSticky(Path folder) {
    try {
      return Files.getAttribute(folder, "unix:mode") instanceof Integer mode && (mode & 01000) != 0;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return false;
    }
  }

  private static Set<PosixFilePermission> permissions(Path file) {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (IOException | UnsupportedOperationException unknown) {
      return Set.of();
    }
  }
}
