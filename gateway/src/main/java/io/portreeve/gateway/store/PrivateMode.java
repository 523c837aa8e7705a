package io.portreeve.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** How a file or directory is made so that it is the owner's alone, where there are modes. */
public final class PrivateMode {
  private PrivateMode() {}

  /** Whether modes mean anything there. */
  static boolean isKnownIn(Path directory) throws IOException {
    return Files.getFileStore(directory).supportsFileAttributeView("posix");
  }

  /** 0600; nothing where there are no modes. */
  public static FileAttribute<?>[] ofFilesIn(Path directory) throws IOException {
    return mode(directory, "rw-------");
  }

  static FileAttribute<?>[] ofDirectoriesIn(Path directory) throws IOException {
    return mode(directory, "rwx------");
  }

  private static FileAttribute<?>[] mode(Path directory, String mode) throws IOException {
    return isKnownIn(directory)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
