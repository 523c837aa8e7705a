package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
  private static final Set<PosixFilePermission> RIGHTS =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
      PosixFilePermissions.asFileAttribute(RIGHTS);

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

  /**
   * Removes it with all that lies in it; links are removed, not followed. Whoever could put one in
   * place meanwhile has to have ended.
   */
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

  /** Whatever rights the program left on its folders, we take ours. */
  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      Files.setPosixFilePermissions(directory, RIGHTS);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
      if (!(failed instanceof AccessDeniedException)
          || !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
          || Files.getPosixFilePermissions(file).containsAll(RIGHTS)) {
        throw failed;
      }
      Files.setPosixFilePermissions(file, RIGHTS);
      Path _ = Files.walkFileTree(file, this);
      return FileVisitResult.CONTINUE;
    }

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
