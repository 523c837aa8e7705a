package io.portreeve.gateway.http;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another thread brings about, for as long as a failed test may take. */
final class Eventually {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private Eventually() {}

  static void holds(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never: " + what);
      }
      Thread.onSpinWait();
    }
  }

  /** The thread waits, and not for a lock. */
  static void blocks(Thread thread) {
    holds(
        "thread blocks",
        () ->
            thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING);
  }
}
