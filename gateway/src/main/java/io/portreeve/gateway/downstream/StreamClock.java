package io.portreeve.gateway.downstream;

import java.time.Duration;

/**
 * How long a stream may be silent before a comment is sent on it, so that nobody between takes it
 * for dead.
 */
public record StreamClock(Duration keepAlive) {
  public static StreamClock defaults() {
    return new StreamClock(Duration.ofSeconds(15));
  }
}
