package io.portreeve.gateway.console.keys;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.keeping.Bounded;
import io.portreeve.gateway.keys.IssuedKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Keys that were just made, until the page that shows them is loaded: once, within a minute, by the
 * session that made them. So the form that makes one is behind a page that can be loaded anew.
 */
final class NewKeys {
  static final Duration LIFE = Duration.ofMinutes(1);

  private static final int MOST = 100;

  private final InstantSource clock;
  private final Map<Made, Kept> kept = Bounded.newest(MOST);

  NewKeys(InstantSource clock) {
    this.clock = clock;
  }

  /** Which key, and by whose session. */
  private record Made(String mark, String id) {}

  private record Kept(IssuedKey key, Instant since) {}

  /**
   * One was made.
   *
   * @param mark of the session that made it
   */
  synchronized void keep(String mark, IssuedKey key) {
    forgetOld();
    kept.put(new Made(mark, key.record().id()), new Kept(key, clock.instant()));
  }

  /** The one with this id, which is gone from here then. */
  synchronized Optional<IssuedKey> take(String mark, String id) {
    forgetOld();
    return Optional.ofNullable(kept.remove(new Made(mark, id))).map(Kept::key);
  }

  private void forgetOld() {
    Instant now = clock.instant();
    kept.values().removeIf(one -> !Age.isLessThan(LIFE, one.since(), now));
  }
}
