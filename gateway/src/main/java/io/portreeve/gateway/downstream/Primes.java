package io.portreeve.gateway.downstream;

import io.portreeve.mcp.Revision;
import io.portreeve.mcp.legacy.ClientHandshake;

/** Which clients expect a stream to begin with an event that has an id and no data. */
final class Primes {
  private Primes() {}

  /** Earlier ones may read the missing data as JSON. */
  static boolean understoodBy(ClientHandshake client) {
    return client.revision().atLeast(Revision.V2025_11_25);
  }
}
