package io.portreeve.gateway.downstream;

import io.portreeve.mcp.RequestId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The requests of one client that are under way, each with the thread that it runs on: to cancel
 * one is to interrupt it. A request has its id until it is about to be answered, since whoever has
 * the answer may use the id again; it is under way until its work is done.
 */
final class InFlight {
  private final Map<RequestId, Thread> named = new ConcurrentHashMap<>();
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final Semaphore places;

  InFlight(int most) {
    this.places = new Semaphore(most);
  }

  /** Whether a request may begin. */
  sealed interface Start {
    /** Ends this one, whoever has its id by now; what is not under way has nothing to end. */
    default void cancel() {}

    /**
     * It has. Whoever keeps this keeps the request only while that is under way: a thread refers to
     * what it ran for as long as somebody refers to the thread.
     */
    final class Begun implements Start {
      private volatile Optional<Thread> thread = Optional.empty();

      private Begun() {}

      @Override
      public void cancel() {
        thread.ifPresent(Thread::interrupt);
      }

      /** Whether it is not under way any more. */
      boolean hasEnded() {
        return thread.isEmpty();
      }
    }

    /** The id names a request that is still under way. */
    record Duplicate() implements Start {}

    /** It would be one too many. */
    record TooMany() implements Start {}
  }

  /** What a request does. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it.
     *
     * @param answering frees the id; to be run before the answer is written
     */
    void run(Runnable answering);
  }

  /** Runs {@code work} on a virtual thread of its own, unless that may not begin. */
  Start start(RequestId id, Work work) {
    if (!places.tryAcquire()) {
      return new Start.TooMany();
    }
    Start.Begun begun = new Start.Begun();
    Thread thread =
        Thread.ofVirtual().name("legacy-exchange").unstarted(() -> run(id, work, begun));
    if (named.putIfAbsent(id, thread) != null) {
      places.release();
      return new Start.Duplicate();
    }
    begun.thread = Optional.of(thread);
    var _ = running.add(thread);
    thread.start();
    return begun;
  }

  private void run(RequestId id, Work work, Start.Begun begun) {
    Thread own = Thread.currentThread();
    try {
      work.run(() -> named.remove(id, own));
    } finally {
      var _ = named.remove(id, own);
      var _ = running.remove(own);
      begun.thread = Optional.empty();
      places.release();
    }
  }

  /** A request that has been answered, or never was, cannot be cancelled. */
  void cancel(RequestId id) {
    Thread thread = named.get(id);
    if (thread != null) {
      thread.interrupt();
    }
  }

  void cancelAll() {
    running.forEach(Thread::interrupt);
  }

  boolean isEmpty() {
    return running.isEmpty();
  }

  /** Waits until none is under way; what has not ended by then is cancelled. */
  void await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (Thread thread : running) {
      thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    cancelAll();
  }
}
