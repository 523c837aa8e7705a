package io.portreeve.gateway.scan.folder;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks at what others may make hang: each on a thread of its own, which is given up when its time
 * is over. Where one hangs from before, no other is made, so the threads that hang are no more than
 * there are things to look at.
 */
public final class Looks {
  private static final System.Logger LOG = System.getLogger("io.portreeve.scan");

  private final Duration patience;
  private final Map<String, Thread> given = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param patience how long one may last
   */
  public Looks(Duration patience) {
    this.patience = patience;
  }

  /**
   * Has a look made, and tells why it did not come to its end; empty: it did.
   *
   * @param name of what is looked at
   * @param look what it has left behind so far counts, so that it must be safe to be read meanwhile
   */
  public Optional<String> failure(String name, Runnable look) throws InterruptedException {
    Thread before = given.get(name);
    if (before != null && before.isAlive()) {
      return Optional.of("a look hangs that was begun before");
    }
    FutureTask<Boolean> task = new FutureTask<>(look, true);
    Thread thread = Thread.ofPlatform().name("scan " + name).daemon().start(task);
    try {
      var _ = task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return Optional.empty();
    } catch (TimeoutException late) {
      given.put(name, thread);
      return Optional.of("it took longer than " + patience.toSeconds() + " seconds");
    } catch (ExecutionException failed) {
      LOG.log(System.Logger.Level.WARNING, () -> "the scan of " + name + " failed", failed);
      return Optional.of(String.valueOf(failed.getCause()));
    } finally {
      task.cancel(true);
    }
  }
}
