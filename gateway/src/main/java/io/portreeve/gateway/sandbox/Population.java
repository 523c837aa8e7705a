package io.portreeve.gateway.sandbox;

import java.util.function.LongSupplier;

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
}
