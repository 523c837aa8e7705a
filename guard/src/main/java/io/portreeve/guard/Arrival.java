package io.portreeve.guard;

import java.time.Instant;

/**
 * One message at the door, before it is read: our id for it, when, from where, by whom, and to
 * which of our endpoints.
 */
public record Arrival(
    ExchangeId id, Instant at, String peer, Identity identity, EndpointId endpoint) {
  /** One where endpoints have no names. */
  public Arrival(ExchangeId id, Instant at, String peer, Identity identity) {
    this(id, at, peer, identity, EndpointId.unnamed());
  }
}
