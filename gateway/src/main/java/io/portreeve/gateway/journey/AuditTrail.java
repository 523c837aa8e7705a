package io.portreeve.gateway.journey;

import io.portreeve.guard.Arrival;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;

/** Port: the record of what was decided and what came of it. */
public interface AuditTrail {
  /**
   * Records a decision on a client's message; returns when the record will survive the process.
   *
   * @throws AuditUnavailable when it cannot be recorded; the message must then not go on
   */
  void decided(Exchange exchange, Judgement<ClientMessage> judgement)
      throws AuditUnavailable, InterruptedException;

  /** Records what came of it. Never throws away a record; may block while the journal is slow. */
  void ended(Exchange exchange, Outcome outcome);

  /**
   * Records a message that was refused before there was an exchange: at the door, or unreadable.
   */
  void turnedAway(Arrival arrival, Reason reason, String detail);

  /** The journal does not take records: nothing may pass until it does. */
  final class AuditUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public AuditUnavailable(String message) {
      super(message);
    }
  }
}
