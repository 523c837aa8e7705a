package io.portreeve.gateway.downstream;

import io.portreeve.mcp.RequestId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The requests of one client that are under way, by the client's ids, each with the thread that it
 * runs on: to cancel one is to interrupt it.
 */
final class InFlight {
  private final Map<RequestId, Thread> running = new ConcurrentHashMap<>();
  private final Semaphore places;

  InFlight(int most) {
    this.places = new Semaphore(most);
  }

  /** Whether a request may begin. */
  enum Start {
    BEGUN,
    /** The id names a request that is still under way. */
    DUPLICATE,
    TOO_MANY
  }

  /** Runs {@code work} on a virtual thread of its own, unless that may not begin. */
  Start start(RequestId id, Runnable work) {
    if (!places.tryAcquire()) {
      return Start.TOO_MANY;
    }
    Thread thread = Thread.ofVirtual().name("legacy-exchange").unstarted(() -> run(id, work));
    if (running.putIfAbsent(id, thread) != null) {
      places.release();
      return Start.DUPLICATE;
    }
    thread.start();
    return Start.BEGUN;
  }

  private void run(RequestId id, Runnable work) {
    try {
      work.run();
    } finally {
      running.remove(id);
      places.release();
    }
  }

  /** A request that has ended, or never was, cannot be cancelled. */
  void cancel(RequestId id) {
    Thread thread = running.get(id);
    if (thread != null) {
      thread.interrupt();
    }
  }

  void cancelAll() {
    running.values().forEach(Thread::interrupt);
  }

  boolean isEmpty() {
    return running.isEmpty();
  }

  /** Waits until none is under way; what has not ended by then is cancelled. */
  void await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (Thread thread : running.values()) {
      thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    cancelAll();
  }
}
