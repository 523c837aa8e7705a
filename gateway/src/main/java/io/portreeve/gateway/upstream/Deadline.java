package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When a request must be over, whatever progress it makes. */
final class Deadline {
  private final InstantSource clock;
  private final Instant at;

  private Deadline(InstantSource clock, Instant at) {
    this.clock = clock;
    this.at = at;
  }

  static Deadline after(InstantSource clock, Duration timeout) {
    return new Deadline(clock, clock.instant().plus(timeout));
  }

  static Deadline never() {
    return new Deadline(InstantSource.system(), Instant.MAX);
  }

  void check() throws UpstreamException {
    if (clock.instant().isAfter(at)) {
      throw new UpstreamException("the server took too long");
    }
  }
}
