package io.portreeve.gateway.schema;

import io.portreeve.guard.ToolSchemas.Check;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Evaluates what takes long, on threads of its own: fewer than there are processors, and not more
 * than the heap has room for. All else in the gateway shares one thread for each processor, and a
 * few evaluations on those would stop it. What finds no place, or is not done in time, is not
 * evaluated.
 */
final class HeavyWork {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final int MOST_WAITING = 64;

  /** What one evaluation may come to, its tree and its errors together. */
  private static final long ROOM = 160L * 1024 * 1024;

  private final ThreadPoolExecutor threads;
  private final Duration patience;

  HeavyWork() {
    this(threads(), MOST_WAITING, PATIENCE);
  }

  /**
   * @param count how many are done at a time
   * @param waiting how many may wait for that
   * @param patience how long anybody waits
   */
  HeavyWork(int count, int waiting, Duration patience) {
    this.patience = patience;
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().daemon().name("schema-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  private static int threads() {
    Runtime machine = Runtime.getRuntime();
    long room = Math.min(machine.availableProcessors() - 1L, machine.maxMemory() / ROOM);
    return (int) Math.max(1, room);
  }

  Check done(Callable<Check> evaluation) {
    try {
      Future<Check> result = threads.submit(evaluation);
      try {
        return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        boolean _ = result.cancel(true);
        threads.purge();
      }
    } catch (RejectedExecutionException | TimeoutException busy) {
      return new Check.Unusable("too many long evaluations of schemas are under way");
    } catch (ExecutionException failure) {
      return new Check.Unusable("the schema cannot be evaluated");
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
      return new Check.Unusable("the evaluation of the schema was given up");
    }
  }
}
