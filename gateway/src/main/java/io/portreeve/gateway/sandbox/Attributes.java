package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Changes modes and times of files in a program's place, where it may write: Landlock does not see
 * to those. What was looked at is what is changed, whatever becomes of its name.
 */
final class Attributes {
  private static final int HERE = -100;
  private static final long ONLY_NAMED = 0x20_0000 | 0x8_0000;
  private static final long NO_LINK_FOLLOWED = 0x2_0000;
  private static final long LINK_ITSELF = 0x100;
  private static final long FILE_ITSELF = 0x1000;
  private static final long WITH_RIGHTS_OF_ITS_OWNER = 0xC00;
  private static final int LONGEST_PATH = 8192;
  private static final int TWO_TIMES = 32;

  private final Kernel kernel;
  private final List<Path> writes;
  private final Consumer<Incident> incidents;
  private final MemorySegment name;
  private final MemorySegment times;

  Attributes(Kernel kernel, Grants grants, Consumer<Incident> incidents) {
    this.kernel = kernel;
    this.writes = grants.writes().stream().map(Profile::real).toList();
    this.incidents = incidents;
    this.name = kernel.memory(LONGEST_PATH);
    this.times = kernel.memory(TWO_TIMES);
  }

  Ruling change(Notification call) {
    if (call.call() == Call.UTIMENSAT && call.argument(1) == 0) {
      return Ruling.GO_ON; // of a file that it was let to open
    }
    if (call.call() != Call.UTIMENSAT && (mode(call) & WITH_RIGHTS_OF_ITS_OWNER) != 0) {
      return refused("let others run a file with its rights");
    }
    try {
      Path named = named(call, new Tried(call.thread()));
      return changed(call, named);
    } catch (Kernel.Refused refused) {
      return Ruling.refused(refused.error());
    } catch (IOException | InvalidPathException hidden) {
      return refused("keeps from us which files it names");
    }
  }

  private static long mode(Notification call) {
    return switch (call.call()) {
      case CHMOD, FCHMOD -> call.argument(1);
      default -> call.argument(2);
    };
  }

  private static boolean followsNoLink(Notification call) {
    return switch (call.call()) {
      case FCHMODAT2, UTIMENSAT -> (call.argument(3) & LINK_ITSELF) != 0;
      default -> false;
    };
  }

  private static Path named(Notification call, Tried tried) throws IOException {
    return switch (call.call()) {
      case CHMOD -> tried.seen(HERE, tried.text(call.argument(0)));
      case FCHMOD -> tried.open(call.number(0));
      default -> {
        String text = tried.text(call.argument(1));
        boolean itself =
            call.call() != Call.FCHMODAT && text.isEmpty() && (call.argument(3) & FILE_ITSELF) != 0;
        yield itself ? tried.open(call.number(0)) : tried.seen(call.number(0), text);
      }
    };
  }

  private Ruling changed(Notification call, Path named) throws IOException {
    long file =
        kernel.call(
            Call.OPENAT,
            HERE,
            text(named),
            followsNoLink(call) ? ONLY_NAMED | NO_LINK_FOLLOWED : ONLY_NAMED);
    try {
      Path open = Path.of("/proc/self/fd", Long.toString(file));
      Optional<Path> elsewhere = elsewhere(open);
      if (elsewhere.isPresent()) {
        return refused("change the mode or times of " + elsewhere.get());
      }
      if (!Files.getAttribute(open, "unix:uid").equals(Files.getAttribute(ours(), "unix:uid"))) {
        return Ruling.NOT_PERMITTED;
      }
      make(call, open);
      return Ruling.MADE;
    } finally {
      kernel.close(file);
    }
  }

  /**
   * Where an open file lies, if the program may not write there; devices are nobody's to change.
   */
  private Optional<Path> elsewhere(Path open) throws IOException {
    Path real = Files.readSymbolicLink(open);
    boolean written = writes.stream().anyMatch(real::startsWith);
    boolean device = Files.exists(open) && !Files.isRegularFile(open) && !Files.isDirectory(open);
    return written && (!device || Files.isSymbolicLink(real))
        ? Optional.empty()
        : Optional.of(real);
  }

  private void make(Notification call, Path open) throws IOException {
    if (call.call() != Call.UTIMENSAT) {
      kernel.call(Call.FCHMODAT, HERE, text(open), mode(call));
      return;
    }
    if (call.argument(2) == 0) {
      kernel.call(Call.UTIMENSAT, HERE, text(open), 0, 0);
      return;
    }
    byte[] wanted = new Tried(call.thread()).bytes(call.argument(2), TWO_TIMES);
    if (wanted.length < TWO_TIMES) {
      throw new IOException("nothing is there");
    }
    MemorySegment.copy(wanted, 0, times, ValueLayout.JAVA_BYTE, 0, TWO_TIMES);
    kernel.call(Call.UTIMENSAT, HERE, text(open), times.address(), 0);
  }

  private static Path ours() {
    return Path.of("/proc/self");
  }

  /** The same memory again and again: how often a program asks is its own choice. */
  private long text(Path path) throws IOException {
    byte[] bytes = path.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= LONGEST_PATH) {
      throw new IOException("its name is too long");
    }
    MemorySegment.copy(bytes, 0, name, ValueLayout.JAVA_BYTE, 0, bytes.length);
    name.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
    return name.address();
  }

  private Ruling refused(String what) {
    incidents.accept(Incident.refused(what));
    return Ruling.NOT_PERMITTED;
  }
}
