package io.portreeve.gateway.keeping;

import java.time.Duration;
import java.time.Instant;

/** How old something is that was learned at some time. */
public final class Age {
  private Age() {}

  /**
   * Whether less than {@code most} has passed since {@code at}. A clock that stepped back makes it
   * old rather than young for ever.
   */
  public static boolean isLessThan(Duration most, Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    return !age.isNegative() && age.compareTo(most) < 0;
  }
}
