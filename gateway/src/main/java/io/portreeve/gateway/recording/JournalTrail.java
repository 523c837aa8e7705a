package io.portreeve.gateway.recording;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.function.UnaryOperator;

/**
 * The audit trail of a gateway, kept in its journal.
 *
 * <p>Arguments are recorded by shape unless the operator wants values; texts of servers never are.
 */
public final class JournalTrail implements AuditTrail {
  private static final System.Logger LOG = System.getLogger(JournalTrail.class.getName());

  private final AuditJournal journal;
  private final UnaryOperator<Json> redaction;

  /** Records values as {@code redaction} leaves them. */
  public JournalTrail(AuditJournal journal, UnaryOperator<Json> redaction) {
    this.journal = journal;
    this.redaction = redaction;
  }

  @Override
  public void decided(Exchange exchange, Judgement<ClientMessage> judgement)
      throws AuditUnavailable, InterruptedException {
    JsonObject fields = Records.decision(exchange, judgement, redaction);
    try {
      journal.append(new AuditEntry(AuditKind.DECISION, exchange.id().value(), fields)).await();
    } catch (io.portreeve.gateway.audit.AuditUnavailable unavailable) {
      throw new AuditUnavailable(String.valueOf(unavailable.getMessage()));
    }
  }

  @Override
  public void ended(Exchange exchange, Outcome outcome) {
    append(
        new AuditEntry(
            AuditKind.OUTCOME, exchange.id().value(), Records.outcome(exchange, outcome)));
  }

  @Override
  public void turnedAway(Arrival arrival, Reason reason, String detail) {
    append(
        new AuditEntry(
            AuditKind.REFUSAL, arrival.id().value(), Records.refusal(arrival, reason, detail)));
  }

  /** Nothing passes any more because of such a record, so nobody waits for it. */
  private void append(AuditEntry entry) {
    try {
      var _ = journal.append(entry);
    } catch (io.portreeve.gateway.audit.AuditUnavailable unavailable) {
      LOG.log(System.Logger.Level.ERROR, "audit record refused: {0}", unavailable.getMessage());
    }
  }
}
