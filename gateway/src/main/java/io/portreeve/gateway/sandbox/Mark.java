package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * By which the processes of one program are known, whoever their parents are: the limit on file
 * locks, which Linux no longer counts, but hands down to whatever a process starts. Nobody without
 * privileges can raise it, and the filter of calls lets no program lower it.
 */
record Mark(long number) {
  /** As the kernel numbers it (getrlimit(2)). */
  static final int FILE_LOCKS = 10;

  private static final Path PROCESSES = Path.of("/proc");
  private static final String SHOWN = "Max file locks";
  private static final int MOST_ROUNDS = 1000;

  /** One that no other program has. */
  static Mark random() {
    return new Mark(new SecureRandom().nextLong(1, Long.MAX_VALUE));
  }

  /** Marks this process, and what it becomes and starts, for good. */
  void put(Kernel kernel) throws IOException {
    MemorySegment limit = kernel.memory(2 * Long.BYTES);
    limit.setAtIndex(ValueLayout.JAVA_LONG, 0, number);
    limit.setAtIndex(ValueLayout.JAVA_LONG, 1, number);
    kernel.call(Call.PRLIMIT, 0, FILE_LOCKS, limit.address(), 0);
  }

  /** How many processes and threads bear it. */
  long threads() {
    return processes().stream().mapToLong(process -> threads(process.pid())).sum();
  }

  /** Ends all that bear it, and what they start meanwhile. */
  void end() {
    Set<ProcessHandle> ended = new HashSet<>();
    for (int i = 0; i < MOST_ROUNDS; i++) {
      boolean more = false;
      for (ProcessHandle process : processes()) {
        if (ended.add(process)) {
          more = true;
          process.destroyForcibly();
        }
      }
      if (!more) {
        return;
      }
    }
  }

  private List<ProcessHandle> processes() {
    try (Stream<Path> all = Files.list(PROCESSES)) {
      return all.map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.matches("[0-9]{1,10}"))
          .map(Long::parseLong)
          .map(ProcessHandle::of)
          .flatMap(Optional::stream)
          .filter(this::isOn)
          .toList();
    } catch (IOException | UncheckedIOException impossible) {
      throw new IllegalStateException("processes cannot be listed", impossible);
    }
  }

  /** Whoever took the number of one that ended meanwhile is not who is meant. */
  private boolean isOn(ProcessHandle process) {
    Path limits = PROCESSES.resolve(Long.toString(process.pid())).resolve("limits");
    try {
      return Files.readString(limits)
          .lines()
          .filter(line -> line.startsWith(SHOWN))
          .flatMap(line -> Stream.of(line.substring(SHOWN.length()).strip().split(" +", -1)))
          .anyMatch(Long.toString(number)::equals);
    } catch (IOException gone) {
      return false;
    }
  }

  private static long threads(long process) {
    try (Stream<Path> threads =
        Files.list(PROCESSES.resolve(Long.toString(process)).resolve("task"))) {
      return threads.count();
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }
}
