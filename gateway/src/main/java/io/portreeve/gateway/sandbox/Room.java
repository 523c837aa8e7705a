package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one running program has for itself: its home and its temporary files, which end
 * with it.
 */
public final class Room implements AutoCloseable {
  private final Path folder;

  private Room(Path folder) {
    this.folder = folder;
  }

  /** A new, empty one that no other user can enter. */
  public static Room open() throws IOException {
    Path folder =
        Files.createTempDirectory(
            "portreeve-room-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new Room(folder.toRealPath());
  }

  Path folder() {
    return folder;
  }

  /** What tells a program where it is. */
  Map<String, String> environment() {
    return Map.of("HOME", folder.toString(), "TMPDIR", folder.toString());
  }

  /** Removes it with all that lies in it; links are removed, not followed. */
  @Override
  public void close() {
    if (Files.notExists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(folder, new Removal());
    } catch (IOException left) {
      // Whatever could not be removed is the program's own and readable by our user alone.
      folder.toFile().deleteOnExit();
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
