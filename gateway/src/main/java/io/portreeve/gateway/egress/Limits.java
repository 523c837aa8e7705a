package io.portreeve.gateway.egress;

import java.time.Duration;

/**
 * What a proxy puts up with.
 *
 * @param tunnels how many connections of the program it keeps at once
 * @param strangers of how many at once it waits for the request, which may be anybody's
 * @param patience for how long it waits for the whole of one
 * @param idle for how long a connection is kept over which nothing goes
 */
record Limits(int tunnels, int strangers, Duration patience, Duration idle) {
  /** How many of them one principal's program may have: the others are never left without any. */
  int tunnelsForOne() {
    return tunnels - tunnels / 4;
  }

  static Limits usual() {
    return new Limits(64, 256, Duration.ofSeconds(10), Duration.ofMinutes(10));
  }
}
