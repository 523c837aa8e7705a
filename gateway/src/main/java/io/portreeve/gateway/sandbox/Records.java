package io.portreeve.gateway.sandbox;

import io.portreeve.gateway.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/**
 * Where rehearsals of a start with our classes are recorded.
 *
 * <p>The JVM looks whether a record was made by its like, and may run the classes in it without a
 * look at ours: those of another build would confine by other rules, and those of a stranger by
 * none. So a record is named by what it was made of, and is used only if nobody could have put it
 * there who could not as well have changed our classes: their owner, and root.
 */
record Records(Path folder, Path classes) {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

  private static final String ROOT = "root";

  /** Makes a record in this file. */
  @FunctionalInterface
  interface Recording {
    /** Whether it was made. */
    boolean into(Path fresh) throws IOException, InterruptedException;
  }

  /** The record of a start with these very classes by this very JVM. */
  Path file() throws IOException {
    Digest build = Digest.sha256(Files.readAllBytes(classes));
    return folder.resolve("%s-%s.aot".formatted(build.hex(), Runtime.version()));
  }

  /** The same, if it is there and may be used. */
  Optional<Path> found() {
    try {
      Path file = file();
      return isOurs(folder) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isOurs(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (IOException unable) {
      return Optional.empty();
    }
  }

  /**
   * Keeps a new record; it takes its place at once, since somebody may start a program now.
   *
   * @return whether it is there
   */
  boolean keep(Recording recording) throws IOException, InterruptedException {
    Path file = file();
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    }
    Path fresh = folder.resolve(file.getFileName() + ".new");
    if (!isOurs(folder) || !recording.into(fresh)) {
      return false;
    }
    Files.setPosixFilePermissions(fresh, FILE);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  private boolean isOurs(Path path) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    UserPrincipal owner = found.owner();
    return !found.permissions().contains(PosixFilePermission.GROUP_WRITE)
        && !found.permissions().contains(PosixFilePermission.OTHERS_WRITE)
        && !found.isSymbolicLink()
        && (owner.getName().equals(ROOT) || owner.equals(Files.getOwner(classes)));
  }
}
