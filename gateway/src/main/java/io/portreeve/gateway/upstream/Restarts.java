package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.gateway.keeping.Bounded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * When a program that crashes may be started again, for each principal apart: at once after one
 * crash, then after 1, 2, 4 … 60 seconds, until it has run for a minute.
 */
final class Restarts {
  private static final int MOST_PRINCIPALS = 10_000;
  private static final Duration STEADY = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<String, Crashes> crashes = Bounded.latelyUsed(MOST_PRINCIPALS);

  private record Crashes(int count, Instant notBefore) {}

  Restarts(InstantSource clock) {
    this.clock = clock;
  }

  /** Throws if it is too early to start the program for this principal. */
  synchronized void check(String principal) throws UpstreamException {
    Crashes known = crashes.get(principal);
    if (known != null && clock.instant().isBefore(known.notBefore())) {
      throw new UpstreamException("the server's program keeps crashing; it is not started yet");
    }
  }

  /** It ended without our doing. */
  synchronized void crashed(String principal, Instant started) {
    Instant now = clock.instant();
    Crashes known = crashes.get(principal);
    boolean steady = !started.plus(STEADY).isAfter(now);
    int count = known == null || steady ? 1 : known.count() + 1;
    crashes.put(principal, new Crashes(count, now.plus(delay(count))));
  }

  private static Duration delay(int count) {
    if (count <= 1) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(count - 2, 10));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
