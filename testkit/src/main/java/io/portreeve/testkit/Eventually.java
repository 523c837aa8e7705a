package io.portreeve.testkit;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what another thread brings about, for as long as a failed test may take; what never
 * comes fails the test, which says what it waited for.
 */
public final class Eventually {
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

  /** Leaves the processor to whoever is waited for. */
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private static final Set<Thread.State> WAITING =
      Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private Eventually() {}

  /** Returns once the condition holds. */
  public static void holds(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within a minute: " + what);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** Returns once the thread waits, and not for a lock; one that ends instead fails the test. */
  public static void waits(Thread thread) {
    becomes(thread, "waits", () -> WAITING.contains(thread.getState()));
  }

  /**
   * Returns once the thread waits for a lock in a method of that class; one that ends instead fails
   * the test.
   */
  public static void waitsForLock(Thread thread, Class<?> where) {
    becomes(
        thread,
        "waits for a lock of " + where.getSimpleName(),
        () -> thread.getState() == Thread.State.BLOCKED && isInside(thread, where));
  }

  private static void becomes(Thread thread, String what, BooleanSupplier condition) {
    holds(
        thread + " " + what,
        () -> {
          if (thread.getState() == Thread.State.TERMINATED) {
            throw new AssertionError(thread + " ended; it never " + what);
          }
          return condition.getAsBoolean();
        });
  }

  private static boolean isInside(Thread thread, Class<?> where) {
    StackTraceElement[] stack = thread.getStackTrace();
    return stack.length > 0 && stack[0].getClassName().equals(where.getName());
  }
}
