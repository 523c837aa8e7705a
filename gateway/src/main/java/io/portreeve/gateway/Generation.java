package io.portreeve.gateway;

import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
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
  private final Runnable quiet;
  private final Runnable end;
  private final AtomicLong inside = new AtomicLong();
  private final CountDownLatch empty = new CountDownLatch(1);
  private final AtomicBoolean retired = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A generation that answers with the handler.
   *
   * @param quiet ends the streams that would never end by themselves
   * @param end closes what belongs to it
   */
  Generation(HttpHandler handler, Runnable quiet, Runnable end) {
    this.handler = handler;
    this.quiet = quiet;
    this.end = end;
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

  /** Ends whatever only listens: who still wants to will ask again, and be judged anew. */
  void quiet() {
    quiet.run();
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

  /** Closes it at once; a second time does nothing. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      end.run();
    }
  }
}
