package io.portreeve.gateway.keys;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.store.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the operator of keys that another node has put under a secret which this node does not
 * know: with the first of them, and then at most once in a while, however many come. Each is
 * counted.
 */
final class KeysUnderUnknownSecrets {
  static final Duration PAUSE = Duration.ofMinutes(10);

  private static final int SHOWN = 12;

  private final InstantSource clock;
  private final Outage.Lines lines;
  private Optional<Instant> told = Optional.empty();
  private long untold;
  private final AtomicLong met = new AtomicLong();

  KeysUnderUnknownSecrets(InstantSource clock, Outage.Lines lines) {
    this.clock = clock;
    this.lines = lines;
  }

  /** How often one was met. */
  long met() {
    return met.get();
  }

  /** This key was shown, and is under the secret of this mark. */
  synchronized void met(String id, Digest under) {
    long _ = met.incrementAndGet();
    untold++;
    Instant now = clock.instant();
    if (told.filter(at -> Age.isLessThan(PAUSE, at, now)).isPresent()) {
      return;
    }
    told = Optional.of(now);
    lines.line(
        System.Logger.Level.WARNING,
        "the API key %s, shown here, is under a `state.secret` that this node does not know (%s), so it is refused; %d of such since the last line. While that secret is rotated name it in `state.accepted-secrets` of this node, too; if it was left, the key ended with it. `portreeve store secrets` shows which node knows which"
            .formatted(id, under.hex().substring(0, SHOWN), untold));
    untold = 0;
  }
}
