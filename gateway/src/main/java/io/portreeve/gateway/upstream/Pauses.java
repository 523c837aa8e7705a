package io.portreeve.gateway.upstream;

import java.time.Duration;

/** How long to wait before a stream is opened again: as the server wishes, within reason. */
final class Pauses {
  /** If the server says nothing. */
  static final Duration FIRST = Duration.ofSeconds(1);

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Pauses() {}

  /** The pause after some failures in a row. */
  static Duration after(Duration wished, int failures) {
    Duration pause = wished.compareTo(SHORTEST) < 0 ? SHORTEST : wished;
    Duration longer =
        pause.compareTo(LONGEST) < 0 ? pause.multipliedBy(1L << Math.min(failures, 10)) : LONGEST;
    return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
  }
}
