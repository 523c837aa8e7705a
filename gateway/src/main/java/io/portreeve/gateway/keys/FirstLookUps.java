package io.portreeve.gateway.keys;

import io.portreeve.gateway.store.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many may ask the store at once about keys that were not seen before. Anybody can invent such
 * keys, as many as he likes: what they cost is not to be all that the store can do.
 *
 * <p>Who waits in vain is refused with {@link StoreUnavailable}, whether his key is good or not.
 */
public final class FirstLookUps {
  /** One takes a few milliseconds, so this is a queue of hundreds. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final Semaphore places;

  private FirstLookUps(int places) {
    this.places = new Semaphore(places, true);
  }

  /** As many as come. */
  public static FirstLookUps unlimited() {
    return new FirstLookUps(Integer.MAX_VALUE);
  }

  /** A quarter of so many connections, and one at least. */
  public static FirstLookUps ofConnections(int pool) {
    return new FirstLookUps(Math.max(1, pool / 4));
  }

  /** To be followed by {@link #leave}. */
  void enter() {
    try {
      if (!places.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoreUnavailable("too many keys that were not seen before are looked up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting for the store", e);
    }
  }

  void leave() {
    places.release();
  }
}
