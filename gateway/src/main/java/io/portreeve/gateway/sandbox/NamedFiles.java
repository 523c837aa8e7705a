package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sees which files a program names that it was not granted. Only sees: what it may touch, Landlock
 * decides. A program that changes a name while we look is refused all the same, and not seen.
 */
final class NamedFiles {
  private static final long WRITING = 1 | 2 | 0x40 | 0x200;
  private static final long ONLY_NAMED = 0x20_0000;
  private static final int HERE = -100;

  /** What harmless programs try, to find out whether they may; none holds anything. */
  private static final Pattern OF_NO_INTEREST =
      Pattern.compile("/|/tmp|/dev/tty|/tmp/hsperfdata_[^/]+");

  private final List<Path> reads;
  private final List<Path> writes;
  private final OtherProcesses others;

  NamedFiles(Grants grants, OtherProcesses others) {
    this.reads = grants.reads().stream().map(Profile::real).toList();
    this.writes = grants.writes().stream().map(Profile::real).toList();
    this.others = others;
  }

  /** What is wrong with the file that is named; empty if nothing is. */
  Optional<Incident> look(Notification call) {
    Tried tried = new Tried(call.thread());
    try {
      return look(call, tried);
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException | InvalidPathException hidden) {
      return Optional.of(Incident.refused("keeps from us which files it names"));
    }
  }

  private Optional<Incident> look(Notification call, Tried tried) throws IOException {
    return switch (call.call()) {
      case OPEN -> opened(tried, HERE, call.argument(0), call.argument(1), call);
      case OPENAT -> opened(tried, call.number(0), call.argument(1), call.argument(2), call);
      case CREAT -> opened(tried, HERE, call.argument(0), WRITING, call);
      case TRUNCATE, UNLINK, RMDIR, RENAME, MKDIR -> changed(tried, HERE, call.argument(0), call);
      case UNLINKAT, RENAMEAT, RENAMEAT2, MKDIRAT ->
          changed(tried, call.number(0), call.argument(1), call);
      default -> throw new IllegalArgumentException("no call of files: " + call.call());
    };
  }

  private Optional<Incident> opened(
      Tried tried, int directory, long name, long flags, Notification call) throws IOException {
    if ((flags & ONLY_NAMED) != 0) {
      return Optional.empty();
    }
    Path path = tried.path(directory, tried.text(name));
    return (flags & WRITING) == 0 ? read(path, call) : written(path, call);
  }

  private Optional<Incident> changed(Tried tried, int directory, long name, Notification call)
      throws IOException {
    return written(tried.path(directory, tried.text(name)), call);
  }

  private Optional<Incident> read(Path path, Notification call) throws IOException {
    // A program cannot lay a link where it may only read: no need to follow those there.
    if (isPlain(path) && reads.stream().anyMatch(path::startsWith) && !inProcesses(path)) {
      return Optional.empty();
    }
    if (inProcesses(path)) {
      return others.look(path, call.thread());
    }
    Path real = real(path);
    boolean granted = within(real, reads) || within(real, writes) || ofItsOwn(real);
    return granted || !there(real)
        ? Optional.empty()
        : Optional.of(Incident.refused("read " + real));
  }

  /** A file that is to be made does not exist, and the folder decides. */
  private Optional<Incident> written(Path path, Notification call) throws IOException {
    if (inProcesses(path)) {
      return others.look(path, call.thread());
    }
    Path folder = path.getParent();
    Path name = path.getFileName();
    if (folder == null || name == null) {
      return Optional.empty();
    }
    Path real = Files.exists(path) ? real(path) : real(folder).resolve(name);
    return within(real, writes) || ofItsOwn(real)
        ? Optional.empty()
        : Optional.of(Incident.refused("write " + real));
  }

  /** Also if we may not see whether it is. */
  private static boolean there(Path real) {
    return !Files.notExists(real, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isPlain(Path path) {
    return path.equals(path.normalize());
  }

  private static boolean inProcesses(Path path) {
    return path.startsWith("/proc");
  }

  /** What it has open already; those names mean something else for us. */
  private static boolean ofItsOwn(Path real) {
    return OF_NO_INTEREST.matcher(real.toString()).matches()
        || real.startsWith("/proc")
        || real.startsWith("/dev/pts")
        || real.startsWith("/dev/fd");
  }

  private static boolean within(Path real, List<Path> granted) {
    return granted.stream().anyMatch(real::startsWith);
  }

  /** Where we may not look either, the name as it is. */
  private static Path real(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (AccessDeniedException closed) {
      return path.toAbsolutePath().normalize();
    }
  }
}
