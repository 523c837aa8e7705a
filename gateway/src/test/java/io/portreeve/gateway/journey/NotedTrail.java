package io.portreeve.gateway.journey;

import io.portreeve.guard.Arrival;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit trail in memory: what was written, in order, by server. */
final class NotedTrail implements AuditTrail {
  final List<String> written = new CopyOnWriteArrayList<>();
  final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

  @Override
  public void decided(Exchange exchange, Judgement<ClientMessage> judgement) {
    written.add("decided " + exchange.server() + " " + judgement.getClass().getSimpleName());
  }

  @Override
  public void ended(Exchange exchange, Outcome outcome) {
    written.add("ended " + exchange.server() + " " + outcome.ending());
    outcomes.add(outcome);
  }

  @Override
  public void turnedAway(Arrival arrival, Reason reason, String detail) {
    written.add("turned away " + reason + " " + detail);
  }
}
