package io.portreeve.gateway;

import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.metrics.MetricsPage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One configuration in force: its servers, its controls and its endpoints, and how many requests
 * are inside. It ends when the last of them has left, or when they were given time enough.
 */
final class Generation implements AutoCloseable {
  private static final long RETIRED = 1L << 62;

  private final HttpHandler handler;
  private final Members members;
  private final AtomicLong inside = new AtomicLong();
  private final CountDownLatch empty = new CountDownLatch(1);
  private final AtomicBoolean retired = new AtomicBoolean();
  private boolean closed;

  /** What belongs to a generation and ends with it. */
  interface Members extends AutoCloseable {
    /** Asks every server for its definitions, in the background. */
    void look();

    /** Writes the numbers of what there is now. */
    void measure(MetricsPage page);

    /** Ends the streams that would never end by themselves. */
    void quiet();

    /** Ends the exchanges under way, each with an answer. */
    void hurry();

    @Override
    void close();
  }

  /** A generation that answers with the handler. */
  Generation(HttpHandler handler, Members members) {
    this.handler = handler;
    this.members = members;
  }

  /** Answers the request; false if this generation takes none any more, and nothing was done. */
  boolean serve(HttpRequest request, HttpReply reply) throws Exception {
    if (inside.incrementAndGet() > RETIRED) {
      leave();
      return false;
    }
    try {
      handler.handle(request, reply);
      return true;
    } finally {
      leave();
    }
  }

  /** Who answers for the body of a request; a generation that retires may still say so. */
  Optional<String> sender(HttpRequest head) {
    return handler.sender(head);
  }

  private void leave() {
    if (inside.decrementAndGet() == RETIRED) {
      empty.countDown();
    }
  }

  /** Asks every server for its definitions, in the background. */
  void look() {
    members.look();
  }

  /** Writes the numbers of what there is now. */
  void measure(MetricsPage page) {
    members.measure(page);
  }

  /** Ends whatever only listens: who still wants to will ask again, and be judged anew. */
  void quiet() {
    members.quiet();
  }

  /**
   * Takes no more requests, waits for those inside, and closes whatever became of them; a second
   * time likewise.
   */
  void retire(Duration patience) {
    if (!retired.getAndSet(true) && inside.addAndGet(RETIRED) == RETIRED) {
      empty.countDown();
    }
    quiet();
    try {
      var _ = empty.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Ends the exchanges that are under way: each gets an answer that says why. */
  void hurry() {
    members.hurry();
  }

  /** Closes it at once; a second time does nothing but wait for the first. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      members.close();
    }
  }
}
