package io.portreeve.gateway;

import io.portreeve.mcp.ServerId;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.ObjIntConsumer;

/** Counts by server; what comes in one go is told as one number, a moment after the first. */
final class Tally {
  private static final Duration A_MOMENT = Duration.ofMillis(500);

  private final Executor soon;
  private final ObjIntConsumer<ServerId> told;
  private final Map<ServerId, Integer> untold =
      new TreeMap<>(Comparator.comparing(ServerId::value));

  /**
   * Counts nothing yet.
   *
   * @param soon runs what it is given after a moment
   */
  Tally(Executor soon, ObjIntConsumer<ServerId> told) {
    this.soon = soon;
    this.told = told;
  }

  /** Runs what it is given half a second later. */
  static Executor aMomentLater() {
    return task -> Thread.ofVirtual().name("tally").start(() -> later(task));
  }

  private static void later(Runnable task) {
    try {
      Thread.sleep(A_MOMENT);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    task.run();
  }

  synchronized void count(ServerId server) {
    if (untold.isEmpty()) {
      soon.execute(this::tell);
    }
    untold.merge(server, 1, Integer::sum);
  }

  private synchronized void tell() {
    untold.forEach(told::accept);
    untold.clear();
  }
}
