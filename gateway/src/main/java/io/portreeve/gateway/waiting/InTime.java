package io.portreeve.gateway.waiting;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has something done on a thread of its own, which is given up when the time is over, wherever it
 * hangs.
 */
public final class InTime {
  private InTime() {}

  /**
   * What came of it. An interrupt ends it, too.
   *
   * @param name of the thread
   * @throws TimeoutException when it takes longer
   * @throws ExecutionException when it fails, with what it failed by
   */
  public static <T> T call(String name, Duration patience, Callable<T> task)
      throws TimeoutException, ExecutionException, InterruptedException {
    FutureTask<T> running = new FutureTask<>(task);
    Thread.ofVirtual().name(name).start(running);
    try {
      return running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      running.cancel(true);
    }
  }
}
