package io.portreeve.gateway.telemetry;

import io.portreeve.gateway.journey.ApprovalDesk;
import io.portreeve.gateway.journey.Continued;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A desk at which a person is waited for in a span of its own. */
record TracedDesk(Tracing tracing, ApprovalDesk desk) implements ApprovalDesk {
  @Override
  public Ruling claim(
      Exchange exchange, CallTool call, Judgement.NeedsApproval<ClientMessage> asks) {
    return desk.claim(exchange, call, asks);
  }

  @Override
  public void hear(
      Exchange exchange, CallTool call, Approver approver, String approval, Said said) {
    desk.hear(exchange, call, approver, approval, said);
  }

  @Override
  public Optional<URI> page(Exchange exchange, Approver approver, String approval) {
    return desk.page(exchange, approver, approval);
  }

  @Override
  public void await(Exchange exchange, String approval) throws InterruptedException {
    Instant start = tracing.now();
    try {
      desk.await(exchange, approval);
    } finally {
      tracing.tellStep(
          exchange,
          Span.Kind.INTERNAL,
          "wait for approval",
          start,
          () ->
              Told.good(
                  List.of(Name.EXCHANGE.is(exchange.id().value()), Name.APPROVAL.is(approval))));
    }
  }

  @Override
  public boolean resume(
      Exchange exchange, CallTool call, Approver approver, Continued.Approved approval) {
    return desk.resume(exchange, call, approver, approval);
  }
}
