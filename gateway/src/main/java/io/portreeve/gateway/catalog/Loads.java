package io.portreeve.gateway.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a server from being asked the same over and over: who asks while somebody else does waits
 * for that answer, and who asks soon after it is content with it.
 */
final class Loads {
  private static final int MOST = 10_000;

  /** How long to wait for somebody else's answer; then the catalog is taken as it is. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InstantSource clock;
  private final Map<String, Load> loads = new ConcurrentHashMap<>();

  Loads(InstantSource clock) {
    this.clock = clock;
  }

  /** Asks a server. */
  @FunctionalInterface
  interface Asking {
    void ask() throws NotAsked, InterruptedException;
  }

  /** When a server was asked last; the lock is held while it is. */
  private static final class Load {
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Instant> last = Optional.empty();
  }

  /**
   * @param notAgain how long an answer is enough
   * @throws NotAsked when there was nobody to answer; who asks soon after asks again
   */
  void once(String asker, Duration notAgain, Asking asking) throws NotAsked, InterruptedException {
    if (loads.size() > MOST) {
      loads.clear();
    }
    Load load = loads.computeIfAbsent(asker, _ -> new Load());
    if (!load.lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    try {
      if (load.last.filter(last -> last.plus(notAgain).isAfter(clock.instant())).isEmpty()) {
        asking.ask();
        load.last = Optional.of(clock.instant());
      }
    } finally {
      load.lock.unlock();
    }
  }
}
