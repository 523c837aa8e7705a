package io.portreeve.gateway.schema;

import io.portreeve.guard.ToolSchemas.Check;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
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
 * server keeps another from having its values judged by sending what takes long, and no few of them
 * do. Where all places are taken, whoever has the most of them loses the one that he took last to
 * whoever comes and has at least two less.
 */
final class HeavyWork {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final int MOST_WAITING = 64;

  /** Of the places to wait one may take no more than this part, so that seldom any is lost. */
  private static final int SHARE = 2;

  /** What one evaluation may come to, its tree and its errors together. */
  private static final long ROOM = 160L * 1024 * 1024;

  private final ThreadPoolExecutor threads;
  private final Duration patience;
  private final int count;
  private final int places;
  private final int mostOfOne;

  /** What waits, by whom it is for; whose turn comes first stands first. */
  private final Map<String, Deque<Waiting>> waiting = new LinkedHashMap<>();

  private int waitingInAll;
  private int underWay;

  /** One evaluation, until its turn comes. */
  private static final class Waiting {
    private final String who;
    private final FutureTask<Check> task;
    private boolean begun;

    Waiting(String who, Callable<Check> evaluation) {
      this.who = who;
      this.task = new FutureTask<>(evaluation);
    }
  }

  HeavyWork() {
    this(threads(), MOST_WAITING, PATIENCE);
  }

  /**
   * @param count how many are done at a time
   * @param places how many may wait for that
   * @param patience how long anybody waits
   */
  HeavyWork(int count, int places, Duration patience) {
    this.patience = patience;
    this.count = count;
    this.places = places;
    this.mostOfOne = Math.max(1, places / SHARE);
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            // Of turns, of which there are no more than what waits and what has just ended.
            new LinkedBlockingQueue<>(),
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
    Waiting one = new Waiting(who, evaluation);
    if (!takePlace(one)) {
      return busy();
    }
    Runnable turn = this::takeTurn;
    try {
      threads.execute(turn);
      return one.task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (CancellationException | TimeoutException busy) {
      return busy();
    } catch (ExecutionException failure) {
      return new Check.Unusable("the schema cannot be evaluated");
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
      return new Check.Unusable("the evaluation of the schema was given up");
    } finally {
      boolean _ = one.task.cancel(true);
      if (leave(one)) {
        // There is a turn for each that waits, whoever takes it: this one is nobody's any more.
        boolean _ = threads.remove(turn);
      }
    }
  }

  private static Check busy() {
    return new Check.Unusable("too many long evaluations of schemas are under way");
  }

  /** False if there is none for it. */
  private synchronized boolean takePlace(Waiting one) {
    int his = held(one.who);
    int idle = Math.max(0, count - underWay);
    if (his >= mostOfOne + idle) {
      return false;
    }
    if (waitingInAll >= places + idle && !displace(his)) {
      return false;
    }
    waiting.computeIfAbsent(one.who, _ -> new ArrayDeque<>()).addLast(one);
    waitingInAll++;
    return true;
  }

  private int held(String who) {
    Deque<Waiting> his = waiting.get(who);
    return his == null ? 0 : his.size();
  }

  /** Takes a place from whoever has the most, unless that is as many as whoever comes has then. */
  private boolean displace(int his) {
    Deque<Waiting> most = new ArrayDeque<>();
    for (Deque<Waiting> one : waiting.values()) {
      most = one.size() >= most.size() ? one : most;
    }
    if (most.size() <= his + 1) {
      return false;
    }
    // It has two at least, so its queue is not empty without this one.
    boolean _ = most.removeLast().task.cancel(false);
    waitingInAll--;
    return true;
  }

  /** Whether its turn never came. */
  private synchronized boolean leave(Waiting one) {
    Deque<Waiting> his = waiting.get(one.who);
    if (his != null && his.remove(one)) {
      waitingInAll--;
      if (his.isEmpty()) {
        var _ = waiting.remove(one.who);
      }
    }
    return !one.begun;
  }

  private void takeTurn() {
    Optional<Waiting> next = next();
    if (next.isPresent()) {
      try {
        next.get().task.run();
      } finally {
        ended();
      }
    }
  }

  /** The oldest of whoever waits for his turn the longest; he goes behind all others then. */
  private synchronized Optional<Waiting> next() {
    Iterator<Map.Entry<String, Deque<Waiting>>> all = waiting.entrySet().iterator();
    if (!all.hasNext()) {
      return Optional.empty();
    }
    Map.Entry<String, Deque<Waiting>> first = all.next();
    String who = first.getKey();
    Deque<Waiting> his = first.getValue();
    Waiting one = his.removeFirst();
    all.remove();
    if (!his.isEmpty()) {
      waiting.put(who, his);
    }
    waitingInAll--;
    underWay++;
    one.begun = true;
    return Optional.of(one);
  }

  /** How many turns nobody has taken yet. */
  int turns() {
    return threads.getQueue().size();
  }

  private synchronized void ended() {
    underWay--;
  }
}
