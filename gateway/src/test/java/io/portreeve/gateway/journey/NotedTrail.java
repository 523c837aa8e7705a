package io.portreeve.gateway.journey;

import io.portreeve.guard.Arrival;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit trail in memory: what was written, in order, by server. */
public final class NotedTrail implements AuditTrail {
  private final List<String> written = new CopyOnWriteArrayList<>();
  final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

  private volatile boolean down;

  /** From now on no decision can be recorded. */
  public void goDown() {
    down = true;
  }

  /** A line for each record, which begins with what it is: decided, ended, turned away. */
  public List<String> written() {
    return List.copyOf(written);
  }

  @Override
  public void decided(Exchange exchange, Judgement<ClientMessage> judgement)
      throws AuditUnavailable {
    if (down) {
      throw new AuditUnavailable("scripted");
    }
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
