package io.portreeve.gateway.credentials;

import java.time.Instant;

/**
 * A token for one server.
 *
 * @param got when it was asked for
 * @param until when it is shown for the last time
 */
record Grant(String token, Instant got, Instant until) {
  boolean isGood(Instant now) {
    return now.isBefore(until) && !now.isBefore(got);
  }

  @Override
  public String toString() {
    return "a token until " + until;
  }
}
