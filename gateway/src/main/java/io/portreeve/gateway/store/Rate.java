package io.portreeve.gateway.store;

import java.time.Duration;

/**
 * So many units per span of time, evenly; after a pause up to that many at once.
 *
 * @param permits how many units each span gives
 * @param per the span
 */
public record Rate(int permits, Duration per) {
  public Rate {
    if (permits < 1 || per.toNanos() < permits) {
      throw new IllegalArgumentException(
          "a rate gives at least one permit, at most one a nanosecond");
    }
  }

  /** The time in which one unit grows back. */
  long nanosPerPermit() {
    return per.toNanos() / permits;
  }
}
