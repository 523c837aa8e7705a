package io.portreeve.gateway.keeping;

import java.time.Duration;
import java.time.Instant;

/** How old something is that was learned at some time. */
public final class Age {
  /** Whoever looked at the clock may have been overtaken by whoever learned something. */
  static final Duration OVERTAKEN = Duration.ofSeconds(1);

  private Age() {}

  /**
   * Whether less than {@code most} has passed since {@code at}. A clock that stepped back makes it
   * old rather than young for ever. A {@code now} that another thread's {@code at} came before by a
   * moment does not: looking at the clock needs no lock.
   */
  public static boolean isLessThan(Duration most, Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    return age.compareTo(most) < 0 && !age.plus(OVERTAKEN).isNegative();
  }
}
