package io.portreeve.gateway.waiting;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
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
    return call(Thread.ofVirtual().name(name).factory(), patience, task);
  }

  /**
   * The same, on a thread of this kind: one of the system's, where a hang would keep the threads of
   * others from their work.
   */
  public static <T> T call(ThreadFactory threads, Duration patience, Callable<T> task)
      throws TimeoutException, ExecutionException, InterruptedException {
    FutureTask<T> running = new FutureTask<>(task);
    threads.newThread(running).start();
    try {
      return running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      running.cancel(true);
    }
  }
}
