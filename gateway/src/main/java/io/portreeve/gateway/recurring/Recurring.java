package io.portreeve.gateway.recurring;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Does something again and again, with a pause of about this length, and no longer, before each
 * time, until it is closed. What goes wrong one time is told to the operator and keeps it from no
 * other.
 *
 * <p>Closing interrupts what is being done and does not wait for it. What goes wrong because of
 * that is no failure: nobody tries it again.
 */
public final class Recurring implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.recurring.failed");

  private static final double SPREAD = 0.25;

  private final String name;
  private final Duration pause;
  private final Runnable action;
  private final Thread thread;
  private volatile boolean closed;

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
        Thread.sleep(shortened(pause, ThreadLocalRandom.current()));
        once();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * By a quarter at most. Nodes that a standing server held up together go on in the same moment,
   * and would ask it again in the same moment for ever.
   */
  static Duration shortened(Duration pause, RandomGenerator random) {
    return Duration.ofNanos((long) (pause.toNanos() * (1 - SPREAD * random.nextDouble())));
  }

  private void once() {
    try {
      action.run();
    } catch (RuntimeException fault) {
      if (closed) {
        LOG.log(System.Logger.Level.DEBUG, name + " was closed in the middle", fault);
      } else {
        LOG.log(System.Logger.Level.ERROR, name + " failed, and is tried again", fault);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
