package io.portreeve.gateway.schema;

import io.portreeve.guard.ToolSchemas.Check;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Evaluates what takes long, on threads of its own: fewer than there are processors, and not more
 * than the heap has room for. All else in the gateway shares one thread for each processor, and a
 * few evaluations on those would stop it. What finds no place, or is not done in time, is not
 * evaluated.
 *
 * <p>Who has work to do takes turns with the others who have, and leaves them places to wait: no
 * server keeps another from having its values judged by sending what takes long.
 */
final class HeavyWork {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final int MOST_WAITING = 64;

  /** Of the places to wait one may take no more than this part. */
  private static final int SHARE = 2;

  /** What one evaluation may come to, its tree and its errors together. */
  private static final long ROOM = 160L * 1024 * 1024;

  private final ThreadPoolExecutor threads;
  private final Duration patience;
  private final int mostOfOne;
  private final Map<String, Deque<FutureTask<Check>>> tasks = new LinkedHashMap<>();

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
    this.mostOfOne = Math.max(1, waiting / SHARE);
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

  /** What one of those has of it who take turns. */
  record Share(HeavyWork all, String who) {
    Check done(Callable<Check> evaluation) {
      return all.done(who, evaluation);
    }
  }

  private static int threads() {
    Runtime machine = Runtime.getRuntime();
    long room = Math.min(machine.availableProcessors() - 1L, machine.maxMemory() / ROOM);
    return (int) Math.max(1, room);
  }

  /**
   * What comes of an evaluation.
   *
   * @param who has it done
   */
  Check done(String who, Callable<Check> evaluation) {
    FutureTask<Check> task = new FutureTask<>(evaluation);
    Runnable turn = this::takeTurn;
    try {
      put(who, task);
      try {
        threads.execute(turn);
        return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        boolean _ = task.cancel(true);
        if (remove(who, task)) {
          // Its turn is nobody's: whoever waits besides has one of his own.
          boolean _ = threads.remove(turn);
        }
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

  private synchronized void put(String who, FutureTask<Check> task) {
    Deque<FutureTask<Check>> his = tasks.computeIfAbsent(who, _ -> new ArrayDeque<>());
    if (his.size() >= mostOfOne) {
      throw new RejectedExecutionException("one of many");
    }
    his.add(task);
  }

  /** False if it is done or under way. */
  private synchronized boolean remove(String who, FutureTask<Check> task) {
    Deque<FutureTask<Check>> his = tasks.getOrDefault(who, new ArrayDeque<>());
    boolean removed = his.remove(task);
    if (his.isEmpty()) {
      tasks.remove(who);
    }
    return removed;
  }

  private void takeTurn() {
    next().ifPresent(FutureTask::run);
  }

  /** The oldest of whoever waits for his turn the longest; he goes behind all others then. */
  private synchronized Optional<FutureTask<Check>> next() {
    Iterator<Map.Entry<String, Deque<FutureTask<Check>>>> all = tasks.entrySet().iterator();
    if (!all.hasNext()) {
      return Optional.empty();
    }
    Map.Entry<String, Deque<FutureTask<Check>>> first = all.next();
    String who = first.getKey();
    Deque<FutureTask<Check>> his = first.getValue();
    FutureTask<Check> task = his.remove();
    all.remove();
    if (!his.isEmpty()) {
      tasks.put(who, his);
    }
    return Optional.of(task);
  }
}
