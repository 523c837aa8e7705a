package io.portreeve.gateway.waiting;

import java.util.concurrent.locks.LockSupport;

/**
 * Rings for one thread that waits again and again, each time at most until some moment. Whoever
 * waits for a later moment than before sets nothing, and gives nothing back when it goes on sooner:
 * so a wait that is nearly always ended by something else costs no timer of its own.
 *
 * <p>It rings no later than asked for, but may ring too soon and for nothing.
 */
public final class Alarm implements AutoCloseable {
  private static final long NEVER = Long.MAX_VALUE;

  private final long start = System.nanoTime();
  private final Runnable ring;
  private final Thread thread;

  /** Since the start. Only who waits makes it sooner, and only this thread makes it never. */
  private volatile long due = NEVER;

  private volatile boolean closed;

  /**
   * One that rings for nobody yet.
   *
   * @param ring ends the wait; does not wait itself
   */
  public Alarm(String name, Runnable ring) {
    this.ring = ring;
    this.thread =
        Thread.ofVirtual().name(name).inheritInheritableThreadLocals(false).unstarted(this::watch);
  }

  /**
   * Rings in {@code nanos} from now at the latest. To be said when the ringing can be heard
   * already, and by one thread at a time.
   */
  public void within(long nanos) {
    long now = now();
    long at = nanos < NEVER - now ? now + nanos : NEVER;
    if (at < due) {
      due = at;
      if (thread.getState() == Thread.State.NEW) {
        thread.start();
      } else {
        LockSupport.unpark(thread);
      }
    }
  }

  private void watch() {
    while (!closed) {
      long at = due;
      long left = at - now();
      if (at == NEVER) {
        LockSupport.park(this);
      } else if (left > 0) {
        LockSupport.parkNanos(this, left);
      } else {
        due = NEVER;
        ring.run();
      }
    }
  }

  private long now() {
    return System.nanoTime() - start;
  }

  /** It rings no more, or once. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
