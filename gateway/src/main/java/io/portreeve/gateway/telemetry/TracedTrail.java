package io.portreeve.gateway.telemetry;

import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ServerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A trail beside which each exchange is told as a span: when it ends, with what was decided. */
final class TracedTrail implements AuditTrail {
  private final Tracing tracing;
  private final AuditTrail trail;

  /** One for each exchange at a server that is under way, as long as it is. */
  private final Map<Key, Decided> decided = new ConcurrentHashMap<>();

  private record Key(ExchangeId id, ServerId server) {
    static Key of(Exchange exchange) {
      return new Key(exchange.id(), exchange.server());
    }
  }

  private record Decided(String verdict, Optional<Reason> reason) {}

  TracedTrail(Tracing tracing, AuditTrail trail) {
    this.tracing = tracing;
    this.trail = trail;
  }

  @Override
  public void decided(Exchange exchange, Judgement<ClientMessage> judgement)
      throws AuditUnavailable, InterruptedException {
    try {
      trail.decided(exchange, judgement);
    } catch (AuditUnavailable unavailable) {
      note(exchange, new Decided("refuse", Optional.of(Reason.AUDIT_UNAVAILABLE)));
      throw unavailable;
    }
    Optional<Reason> reason =
        switch (judgement) {
          case Judgement.Forward<ClientMessage> _ -> Optional.empty();
          case Judgement.NeedsApproval<ClientMessage> asks -> Optional.of(asks.reason());
          case Judgement.Refused<ClientMessage> no -> Optional.of(no.reason());
        };
    note(exchange, new Decided(judgement.word(), reason));
  }

  private void note(Exchange exchange, Decided what) {
    decided.put(Key.of(exchange), what);
  }

  @Override
  public void ended(Exchange exchange, Outcome outcome) {
    trail.ended(exchange, outcome);
    Optional<Decided> before = Optional.ofNullable(decided.remove(Key.of(exchange)));
    tracing.tellWhole(exchange, () -> told(exchange, before, outcome));
  }

  private Told told(Exchange exchange, Optional<Decided> before, Outcome outcome) {
    List<Attribute> all = tracing.about(exchange);
    all.add(Name.PROTOCOL_VERSION.is(exchange.revision().wire()));
    if (!exchange.endpoint().equals(EndpointId.unnamed())) {
      all.add(Name.ENDPOINT.is(exchange.endpoint().value()));
    }
    before.ifPresent(it -> all.add(Name.VERDICT.is(it.verdict())));
    Optional<Reason> reason = before.flatMap(Decided::reason);
    reason.ifPresent(it -> all.add(Name.REASON.is(it.wire())));
    String ending = outcome.ending().wire();
    all.add(Name.ENDING.is(ending));
    all.add(Name.MESSAGES.is(outcome.messages()));
    return switch (outcome.ending()) {
      case COMPLETED, INPUT_REQUIRED -> Told.good(all);
      case REFUSED, FAILED -> Told.failed(all, reason.map(Reason::wire).orElse(ending));
      case SERVER_ERROR, WITHHELD, UPSTREAM_FAILED, CREDENTIAL_MISSING, CANCELLED ->
          Told.failed(all, ending);
    };
  }

  /** There is no exchange, so nothing to trace. */
  @Override
  public void turnedAway(Arrival arrival, Reason reason, String detail) {
    trail.turnedAway(arrival, reason, detail);
  }
}
