package io.portreeve.testkit;

import java.time.Duration;
import java.util.List;

/**
 * For a time limit that must pass, yet not before a test has come so far: what was too short for
 * the machine of today is tried again with a longer one.
 */
public final class EverLonger {
  private static final List<Duration> LIMITS =
      List.of(
          Duration.ofMillis(150),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30));

  private EverLonger() {}

  /** One try with a limit. */
  @FunctionalInterface
  public interface Attempt {
    /** Whether the test came so far before the limit had passed. */
    boolean wasInTime(Duration limit) throws Exception;
  }

  /** Returns after the first try that was in time. */
  public static void untilInTime(Attempt attempt) throws Exception {
    for (Duration limit : LIMITS) {
      if (attempt.wasInTime(limit)) {
        return;
      }
    }
    throw new AssertionError("not even within " + LIMITS.getLast());
  }
}
