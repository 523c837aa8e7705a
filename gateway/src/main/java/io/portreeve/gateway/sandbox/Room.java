package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one running program has for itself: its home and its temporary files, which end
 * with it.
 */
public final class Room implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;
  private final Path inside;

  private Room(Path folder) throws IOException {
    this.folder = folder;
    this.inside = Files.createDirectory(folder.resolve("home"), OURS_ALONE);
  }

  /** A new, empty one that no other user can enter. */
  public static Room open() throws IOException {
    return new Room(Files.createTempDirectory("portreeve-room-", OURS_ALONE).toRealPath());
  }

  /** What belongs to the program. */
  Path folder() {
    return inside;
  }

  /** A place that the program does not reach. */
  Path door() {
    return folder.resolve("door");
  }

  /** What tells a program where it is. */
  Map<String, String> environment() {
    return Map.of("HOME", inside.toString(), "TMPDIR", inside.toString());
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
