package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Place;
import io.portreeve.gateway.config.form.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Whether somebody besides its owner may write a file: then whoever that is decides what is
 * guarded. A group that bears the owner's name is the owner's alone, as most systems have it.
 */
final class SharedFile {
  private SharedFile() {}

  /**
   * What is wrong with the permissions of the file; empty where the system knows none, or the file
   * cannot be looked at, so that it cannot be read either.
   */
  static Optional<Problem> problem(Path file) {
    try {
      return looked(file);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Problem> looked(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return Optional.empty();
    }
    PosixFileAttributes found = Files.readAttributes(file, PosixFileAttributes.class);
    Set<PosixFilePermission> permissions = found.permissions();
    boolean group =
        permissions.contains(PosixFilePermission.GROUP_WRITE)
            && !found.group().getName().equals(found.owner().getName());
    return group || permissions.contains(PosixFilePermission.OTHERS_WRITE)
        ? Optional.of(
            new Problem(
                Place.OUTSIDE, "", "may be written by others", "run `chmod go-w '" + file + "'`"))
        : Optional.empty();
  }
}
