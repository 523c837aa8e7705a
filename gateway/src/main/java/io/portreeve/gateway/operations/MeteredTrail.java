package io.portreeve.gateway.operations;

import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import java.time.Duration;
import java.time.InstantSource;

/** A trail whose records are counted: every one, also where several become one on record. */
record MeteredTrail(Meters meters, AuditTrail trail, InstantSource clock) implements AuditTrail {
  @Override
  public void decided(Exchange exchange, Judgement<ClientMessage> judgement)
      throws AuditUnavailable, InterruptedException {
    try {
      trail.decided(exchange, judgement);
    } catch (AuditUnavailable unavailable) {
      meters
          .of(exchange.server())
          .ifPresent(one -> one.refused(exchange.asked(), Reason.AUDIT_UNAVAILABLE));
      throw unavailable;
    }
    meters.of(exchange.server()).ifPresent(one -> one.decided(exchange.asked(), judgement));
  }

  @Override
  public void ended(Exchange exchange, Outcome outcome) {
    trail.ended(exchange, outcome);
    Duration after = Duration.between(exchange.at(), clock.instant());
    meters.of(exchange.server()).ifPresent(one -> one.ended(exchange.asked(), outcome, after));
  }

  @Override
  public void turnedAway(Arrival arrival, Reason reason, String detail) {
    meters.turnedAway.add(reason);
    trail.turnedAway(arrival, reason, detail);
  }
}
