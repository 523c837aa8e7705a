package io.portreeve.gateway.waiting;

/**
 * Waits to the end, also for a thread that is interrupted meanwhile: what it waits for stands on
 * something that closes next. The interrupt is kept.
 */
public final class Uninterrupted {
  private Uninterrupted() {}

  /** Waits, and begins again when it is interrupted. */
  @FunctionalInterface
  public interface Wait {
    void await() throws InterruptedException;
  }

  /** Returns when the wait has ended by itself; a thread that was interrupted still is. */
  public static void await(Wait wait) {
    boolean interrupted = false;
    boolean over = false;
    while (!over) {
      try {
        wait.await();
        over = true;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
