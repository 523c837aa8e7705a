package io.portreeve.gateway.http;

import java.time.Duration;

/** Refuses bounds that would bound nothing or everything. */
final class Bounds {
  private Bounds() {}

  static void positive(long... values) {
    for (long value : values) {
      if (value <= 0) {
        throw new IllegalArgumentException("a bound must be positive");
      }
    }
  }

  static void positive(Duration... values) {
    for (Duration value : values) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException("a time-out must be positive");
      }
    }
  }

  /** In nanoseconds, with about a century for whatever is longer: sums cannot overflow. */
  static long nanos(Duration duration) {
    long most = Long.MAX_VALUE / 4;
    return duration.compareTo(Duration.ofNanos(most)) >= 0 ? most : duration.toNanos();
  }
}
