package io.portreeve.gateway.recurring;

import java.time.Duration;

/**
 * Does something again and again, with a pause before each time, until it is closed. What goes
 * wrong one time is told to the operator and keeps it from no other.
 *
 * <p>Closing interrupts what is being done and does not wait for it.
 */
public final class Recurring implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.recurring.failed");

  private final String name;
  private final Duration pause;
  private final Runnable action;
  private final Thread thread;

  private Recurring(String name, Duration pause, Runnable action) {
    this.name = name;
    this.pause = pause;
    this.action = action;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::goOn);
  }

  /** Begins with a pause. */
  public static Recurring start(String name, Duration pause, Runnable action) {
    Recurring recurring = new Recurring(name, pause, action);
    recurring.thread.start();
    return recurring;
  }

  private void goOn() {
    try {
      while (true) {
        Thread.sleep(pause);
        once();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      action.run();
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, name + " failed, and is tried again", fault);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
