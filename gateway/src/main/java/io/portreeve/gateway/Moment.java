package io.portreeve.gateway;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs what it is given a moment later: a server takes its time for each of its lists. Closing runs
 * at once what still waits, and returns when all of it has run; nothing that is given after it
 * runs. So what the tasks stand on may close next.
 */
final class Moment implements Executor, AutoCloseable {
  private final Duration length;
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService waiting =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("moment-", 0).factory());

  Moment(Duration length) {
    this.length = length;
  }

  /** The one that operators' lines wait for. */
  static Moment ofLines() {
    return new Moment(Duration.ofSeconds(2));
  }

  @Override
  public synchronized void execute(Runnable task) {
    if (over.getCount() > 0) {
      waiting.execute(() -> later(task));
    }
  }

  private void later(Runnable task) {
    try {
      var _ = over.await(length.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    task.run();
  }

  private synchronized void end() {
    over.countDown();
  }

  @Override
  public void close() {
    end();
    waiting.close();
  }
}
