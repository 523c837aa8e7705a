package io.portreeve.gateway.scan.folder;

import io.portreeve.gateway.waiting.InTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/**
 * Looks at what others may make hang: each on a thread of its own, which is given up when its time
 * is over. Where one hangs from before, no other is made, so the threads that hang are no more than
 * there are things to look at.
 */
public final class Looks {
  private static final System.Logger LOG = System.getLogger("io.portreeve.scan.failed");

  private final Duration patience;

  /** Those that are under way, and those that were given up. */
  private final Map<String, Thread> begun = new ConcurrentHashMap<>();

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
    Thread before = begun.get(name);
    if (before != null && before.isAlive()) {
      return Optional.of("a look hangs that was begun before");
    }
    try {
      var _ = InTime.call(run -> begin(name, run), patience, Executors.callable(look));
      begun.remove(name);
      return Optional.empty();
    } catch (TimeoutException late) {
      return Optional.of("it took longer than " + patience.toSeconds() + " seconds");
    } catch (ExecutionException failed) {
      begun.remove(name);
      LOG.log(System.Logger.Level.WARNING, () -> "the scan of " + name + " failed", failed);
      return Optional.of(String.valueOf(failed.getCause()));
    }
  }

  private Thread begin(String name, Runnable look) {
    Thread thread = Thread.ofPlatform().name("scan " + name).daemon().unstarted(look);
    begun.put(name, thread);
    return thread;
  }
}
