package io.portreeve.gateway;

import io.portreeve.gateway.store.Pins;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.mcp.ServerId;
import java.time.Instant;

/**
 * What is known of servers from before a data directory was opened.
 *
 * @param storeLost whether there was an audit log and no store
 * @param opened when it was
 */
record Earlier(boolean storeLost, Instant opened, Pins pins) {
  TrustedDefinitions.Before of(ServerId server) {
    if (storeLost) {
      return TrustedDefinitions.Before.LOST_STORE;
    }
    return isKnown(server)
        ? TrustedDefinitions.Before.DEFINITIONS
        : TrustedDefinitions.Before.NOTHING;
  }

  /** A store that cannot be asked now is no evidence of anything. */
  private boolean isKnown(ServerId server) {
    try {
      return pins.of(server.value()).stream().anyMatch(pin -> pin.seen().isBefore(opened));
    } catch (StoreUnavailable away) {
      return false;
    }
  }
}
