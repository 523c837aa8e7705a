package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Keeps a program to its number of processes and threads: each that it starts is asked about, and
 * they are counted anew when as many were let begin as there was room for.
 */
final class Population {
  private final long most;
  private final LongSupplier count;
  private long room;

  Population(long most, LongSupplier count) {
    this.most = most;
    this.count = count;
  }

  /** Whether one more may begin. */
  boolean admits() {
    if (room <= 0) {
      room = most - count.getAsLong();
    }
    return room > 0 && room-- > 0;
  }

  /** How many processes and threads there are under a process, itself included. */
  static long under(long first) {
    return ProcessHandle.of(first).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .mapToLong(process -> threads(process.pid()))
        .sum();
  }

  private static long threads(long process) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process), "task"))) {
      return threads.count();
    } catch (IOException gone) {
      return 0;
    }
  }
}
