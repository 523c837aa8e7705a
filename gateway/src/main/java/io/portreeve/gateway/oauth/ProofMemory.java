package io.portreeve.gateway.oauth;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers which proofs were used, so that none is used twice.
 *
 * <p>It is bounded for each key and as a whole; what it has no room to remember is refused. What
 * was made before it began it cannot know, so that counts as used: a restart opens no second
 * chance.
 */
final class ProofMemory {
  static final int MOST_OF_ONE_KEY = 4096;
  static final int MOST_KEYS = 10_000;

  private final InstantSource clock;
  private final Instant begun;
  private final Map<String, Map<String, Instant>> used = new HashMap<>();

  ProofMemory(InstantSource clock) {
    this.clock = clock;
    this.begun = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Uses a proof; false if it was used before, or that cannot be told.
   *
   * @param id what its maker calls it, different for every proof of a key
   * @param made when it was made
   * @param until from when on it is too old to be used again
   */
  synchronized boolean spend(String key, String id, Instant made, Instant until) {
    if (made.isBefore(begun)) {
      return false;
    }
    if (!used.containsKey(key) && used.size() >= MOST_KEYS) {
      forget();
      if (used.size() >= MOST_KEYS) {
        return false;
      }
    }
    Map<String, Instant> own = used.computeIfAbsent(key, _ -> new HashMap<>());
    if (own.size() >= MOST_OF_ONE_KEY) {
      own.values().removeIf(this::isOver);
    }
    return own.size() < MOST_OF_ONE_KEY && own.putIfAbsent(id, until) == null;
  }

  private void forget() {
    used.values().forEach(own -> own.values().removeIf(this::isOver));
    used.values().removeIf(Map::isEmpty);
  }

  private boolean isOver(Instant until) {
    return until.isBefore(clock.instant());
  }
}
