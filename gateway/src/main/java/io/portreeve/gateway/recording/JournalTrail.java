package io.portreeve.gateway.recording;

import io.portreeve.controls.contextpoisoning.CallOrigins;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonObjectWriter;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The audit trail of a gateway, kept in its journal.
 *
 * <p>Arguments are recorded by shape unless the operator wants values; texts of servers never are.
 */
public final class JournalTrail implements AuditTrail {
  private static final System.Logger UNTELLABLE =
      System.getLogger("io.portreeve.audit.record-untold");
  private static final System.Logger REFUSED =
      System.getLogger("io.portreeve.audit.record-refused");

  private final AuditJournal journal;
  private final Records records;

  /** Likewise, and of no conversation where data flowed in it. */
  public JournalTrail(AuditJournal journal, Redaction redaction, Predicate<ServerId> looked) {
    this(journal, redaction, looked, Optional.empty());
  }

  /**
   * Records arguments as {@code redaction} leaves them.
   *
   * @param looked whether the operator wants what clients send to a server looked at for secrets
   *     and personal data; values are recorded there only if somebody did and found nothing
   * @param origins tells where data flowed; empty where no rules of flows hold
   */
  public JournalTrail(
      AuditJournal journal,
      Redaction redaction,
      Predicate<ServerId> looked,
      Optional<CallOrigins> origins) {
    this.journal = journal;
    this.records = new Records(redaction, looked, new FlowFields(origins));
  }

  @Override
  public void decided(Exchange exchange, Judgement<ClientMessage> judgement)
      throws AuditUnavailable, InterruptedException {
    JsonObjectWriter fields =
        told(() -> records.decision(exchange, judgement))
            .orElseThrow(() -> untold(exchange, judgement));
    try {
      journal.append(AuditKind.DECISION, exchange.id().value(), fields).await();
    } catch (io.portreeve.gateway.audit.AuditUnavailable unavailable) {
      throw new AuditUnavailable(String.valueOf(unavailable.getMessage()));
    }
  }

  @Override
  public void ended(Exchange exchange, Outcome outcome) {
    append(AuditKind.OUTCOME, exchange.id(), () -> records.outcome(exchange, outcome));
  }

  @Override
  public void turnedAway(Arrival arrival, Reason reason, String detail) {
    append(AuditKind.REFUSAL, arrival.id(), () -> Records.refusal(arrival, reason, detail));
  }

  private static Optional<JsonObjectWriter> told(Supplier<JsonObjectWriter> record) {
    try {
      return Optional.of(record.get());
    } catch (RuntimeException fault) {
      UNTELLABLE.log(
          System.Logger.Level.ERROR, "what happened could not be put into an audit record", fault);
      return Optional.empty();
    }
  }

  /**
   * What cannot be told may not be done; that it was tried is on record, as what becomes of it: a
   * refusal, which has less to tell.
   */
  private AuditUnavailable untold(Exchange exchange, Judgement<ClientMessage> judgement) {
    String why = "the decision could not be put into a record";
    Judgement<ClientMessage> refused =
        new Judgement.Refused<>(Reason.AUDIT_UNAVAILABLE, why, judgement.decisions());
    append(AuditKind.DECISION, exchange.id(), () -> records.decision(exchange, refused));
    return new AuditUnavailable(why);
  }

  /** Stands for what happened when that cannot be put into words. */
  private static JsonObjectWriter nothing() {
    return new JsonObjectWriter(64).put("untold", JsonBoolean.TRUE);
  }

  /** Nothing passes any more because of such a record, so nobody waits for it. */
  private void append(AuditKind kind, ExchangeId exchange, Supplier<JsonObjectWriter> record) {
    try {
      var _ = journal.append(kind, exchange.value(), told(record).orElseGet(JournalTrail::nothing));
    } catch (io.portreeve.gateway.audit.AuditUnavailable unavailable) {
      REFUSED.log(System.Logger.Level.ERROR, "audit record refused: {0}", unavailable.getMessage());
    }
  }
}
