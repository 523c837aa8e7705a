package io.portreeve.guard;

import java.time.Instant;

/** One message at the door, before it is read: our id for it, when, from where, by whom. */
public record Arrival(ExchangeId id, Instant at, String peer, Identity identity) {}
