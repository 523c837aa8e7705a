package io.portreeve.gateway.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The one directory that holds everything durable, closed to other users of the machine.
 *
 * <p>Promise on POSIX file systems: a directory made here has mode 0700, a file made here has mode
 * 0600, and a directory that its group or the world may write into, or a file that they may read or
 * write, is refused with a message that says how to put it right. Elsewhere the operating system's
 * own rules apply.
 */
public final class DataDirectory {
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
  private static final Set<PosixFilePermission> OTHERS_TOUCH =
      PosixFilePermissions.fromString("---rwxrwx");

  private final Path path;
  private final boolean posix;

  private DataDirectory(Path path, boolean posix) {
    this.path = path;
    this.posix = posix;
  }

  /** Opens the directory, making it and its parents if they are missing. */
  public static DataDirectory open(Path path) {
    try {
      Path absolute = path.toAbsolutePath().normalize();
      if (!Files.exists(absolute)) {
        Files.createDirectories(absolute, PrivateMode.ofDirectoriesIn(existingAncestor(absolute)));
      }
      return found(absolute);
    } catch (IOException e) {
      throw Denial.of("make or open", path, e);
    }
  }

  /** Throws where nobody could open it as it is; makes nothing. */
  public static void refuseIfUnfit(Path path) {
    try {
      Path absolute = path.toAbsolutePath().normalize();
      if (Files.exists(absolute)) {
        var _ = found(absolute);
      } else {
        refuseIfUnmakeable(absolute);
      }
    } catch (IOException e) {
      throw Denial.of("open", path, e);
    }
  }

  /** Likewise, and where this user could not keep anything in it. */
  public static void refuseIfClosed(Path path) {
    refuseIfUnfit(path);
    Denial.refuseIfClosed(path.toAbsolutePath().normalize());
  }

  private static void refuseIfUnmakeable(Path absolute) {
    Path above = existingAncestor(absolute);
    if (!Files.isDirectory(above)) {
      String wrong = Files.isSymbolicLink(above) ? "a link that leads nowhere" : "not a directory";
      throw new StoreUnavailable("cannot make %s: %s is %s".formatted(absolute, above, wrong));
    }
  }

  private static DataDirectory found(Path absolute) throws IOException {
    if (!Files.isDirectory(absolute)) {
      throw new StoreUnavailable(absolute + " is not a directory");
    }
    DataDirectory directory = new DataDirectory(absolute, PrivateMode.isKnownIn(absolute));
    directory.refuseIfOthersMay(absolute, OTHERS_WRITE, "chmod go-w");
    return directory;
  }

  public Path path() {
    return path;
  }

  /** A directory inside this one, made with mode 0700 if it is missing. */
  public DataDirectory directory(String name) {
    return open(path.resolve(name));
  }

  /** A file inside this directory, made empty with mode 0600 if it is missing. */
  public Path privateFile(String name) {
    Path file = path.resolve(name);
    try {
      Files.createFile(file, PrivateMode.ofFilesIn(path));
    } catch (FileAlreadyExistsException e) {
      refuseIfNotPrivate(file);
    } catch (IOException e) {
      throw Denial.of("write", file, e);
    }
    return file;
  }

  /** Throws if anybody but the owner may read, write or execute the file. */
  public void refuseIfNotPrivate(Path file) {
    try {
      refuseIfOthersMay(file, OTHERS_TOUCH, "chmod 600");
    } catch (IOException e) {
      throw new StoreUnavailable("cannot read the permissions of " + file, e);
    }
  }

  /**
   * Runs the work while no other process runs such work under the same name; a second thread of
   * this process is refused instead of waiting.
   */
  public <T> T exclusively(String name, Callable<T> work) {
    Path lock = privateFile(name + ".lock");
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (!held.isValid()) {
        throw new StoreUnavailable("lost the lock " + lock);
      }
      return work.call();
    } catch (OverlappingFileLockException e) {
      throw new StoreUnavailable(lock + " is held by this process already", e);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (AccessDeniedException e) {
      throw Denial.of("write", lock, e);
    } catch (Exception e) {
      throw new StoreUnavailable("failed while holding " + lock, e);
    }
  }

  private void refuseIfOthersMay(Path file, Set<PosixFilePermission> forbidden, String remedy)
      throws IOException {
    if (!posix) {
      return;
    }
    Set<PosixFilePermission> found = EnumSet.noneOf(PosixFilePermission.class);
    found.addAll(Files.getPosixFilePermissions(file));
    found.retainAll(forbidden);
    if (!found.isEmpty()) {
      throw new StoreUnavailable(
          "refusing %s: others may use it (%s); run `%s '%s'`"
              .formatted(file, PosixFilePermissions.toString(all(file)), remedy, file));
    }
  }

  private static Set<PosixFilePermission> all(Path file) throws IOException {
    return Files.getPosixFilePermissions(file);
  }

  private static Path existingAncestor(Path path) {
    Path here = path;
    while (!Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
      Path parent = here.getParent();
      if (parent == null) {
        return here;
      }
      here = parent;
    }
    return here;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
