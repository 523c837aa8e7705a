package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Identity;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Gives an id of our own to every exchange of a sender who is known already: one HTTP request, or
 * one session, may make several exchanges, and the audit must tell them apart.
 */
public record Arrivals(InstantSource clock, Supplier<ExchangeId> ids) {
  /** Somebody at the door, with what his request proves. */
  public Arrival of(HttpRequest request, Identity identity, EndpointId endpoint) {
    String peer = request.peer().remote().getAddress().getHostAddress();
    return new Arrival(ids.get(), clock.instant(), peer, identity, endpoint);
  }

  Doorway.Entry.Open again(Doorway.Entry.Open known) {
    Arrival first = known.arrival();
    Arrival arrival =
        new Arrival(ids.get(), clock.instant(), first.peer(), first.identity(), first.endpoint());
    return new Doorway.Entry.Open(arrival, known.principal());
  }
}
