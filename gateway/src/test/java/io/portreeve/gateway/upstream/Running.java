package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Request;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request on its way, on a thread of its own. */
final class Running {
  private final Heard heard = new Heard();
  private final FutureTask<Heard> task;
  private final Thread thread;

  private Running(EraUpstream upstream, Exchange exchange, Request request) {
    this.task =
        new FutureTask<>(() -> {
          upstream.send(exchange, request, heard);
          return heard;
        });
    this.thread = Thread.ofVirtual().start(task);
  }

  static Running start(EraUpstream upstream, Exchange exchange, Request request) {
    return new Running(upstream, exchange, request);
  }

  static Running start(EraUpstream upstream, Request request) {
    return start(upstream, Rig.exchange(request), request);
  }

  Heard heard() {
    return heard;
  }

  /** What came of it, once it is over. */
  Heard done() throws Exception {
    return task.get(1, TimeUnit.MINUTES);
  }

  boolean isDone() {
    return task.isDone();
  }

  /** Why it failed, once it has. */
  UpstreamException failure() throws InterruptedException, TimeoutException {
    try {
      throw new AssertionError("it did not fail: " + task.get(1, TimeUnit.MINUTES).all());
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UpstreamException failure) {
        return failure;
      }
      throw new AssertionError("it failed otherwise", failed.getCause());
    }
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Returns once the thread has ended, however. */
  void awaitEnd() throws InterruptedException {
    if (!thread.join(Duration.ofSeconds(20))) {
      throw new AssertionError("it still runs");
    }
  }
}
