package io.portreeve.gateway.journey;

import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what takes too long, and everything when the gateway stops: the thread that waits for it is
 * interrupted, once, some time between the bound and half a second after it. One thread looks after
 * all, since a timer for each request would cost more than most requests.
 */
public final class Patience implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Duration bound;
  private final InstantSource clock;
  private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
  private final Recurring looking;
  private volatile boolean stopping;

  public Patience(Duration bound, InstantSource clock) {
    this.bound = bound;
    this.clock = clock;
    this.looking = Recurring.start("patience", PAUSE, this::look);
  }

  /** The calling thread waits from now on, until it closes the answer; who listens may for ever. */
  Wait begin(Request request) {
    Wait wait = new Wait(this, Thread.currentThread(), clock.instant().plus(bound));
    if (!(request instanceof Listen)) {
      waits.add(wait);
    }
    if (stopping) {
      wait.stop();
    }
    return wait;
  }

  /** Looks once at all that wait; happens by itself. */
  void look() {
    Instant now = clock.instant();
    waits.forEach(wait -> wait.look(now));
  }

  /** Has patience with nothing any more: all that waits is ended now, and all that begins. */
  public void stop() {
    stopping = true;
    waits.forEach(Wait::stop);
  }

  @Override
  public void close() {
    looking.close();
  }

  /** One thread that waits. */
  static final class Wait implements AutoCloseable {
    private final Patience patience;
    private final Thread waiting;
    private final Instant until;
    private boolean closed;
    private boolean over;
    private boolean stopped;

    private Wait(Patience patience, Thread waiting, Instant until) {
      this.patience = patience;
      this.waiting = waiting;
      this.until = until;
    }

    private synchronized void look(Instant now) {
      if (!closed && !over && !now.isBefore(until)) {
        over = true;
        waiting.interrupt();
      }
    }

    private synchronized void stop() {
      if (!closed && !over) {
        over = true;
        stopped = true;
        waiting.interrupt();
      }
    }

    /** Whether it is over because the gateway stops, and not because it took long. */
    synchronized boolean isStopped() {
      return stopped;
    }

    /** Whether it is over; who was interrupted for another reason is told so, too. */
    synchronized boolean isOver() {
      return over;
    }

    /** After this the thread is not interrupted, and does not look as if it had been. */
    @Override
    public synchronized void close() {
      closed = true;
      patience.waits.remove(this);
      if (over) {
        boolean _ = Thread.interrupted();
      }
    }
  }
}
