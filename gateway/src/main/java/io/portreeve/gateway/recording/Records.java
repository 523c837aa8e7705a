package io.portreeve.gateway.recording;

import io.portreeve.controls.Subjects;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Change;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Invocation;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The fields of audit records: who, what, where to, and what each control said of it. */
final class Records {
  private Records() {}

  static JsonObject decision(
      Exchange exchange, Judgement<ClientMessage> judgement, UnaryOperator<Json> redaction) {
    JsonObjectBuilder fields = about(exchange);
    subject(exchange.asked(), fields);
    switch (judgement) {
      case Judgement.Forward<ClientMessage> _ -> fields.put("verdict", "forward");
      case Judgement.NeedsApproval<ClientMessage> asks ->
          fields.put("verdict", "needs-approval").put("reason", asks.reason().wire());
      case Judgement.Refused<ClientMessage> refused ->
          fields
              .put("verdict", "refuse")
              .put("reason", refused.reason().wire())
              .put("detail", refused.detail());
    }
    if (exchange.asked() instanceof Invocation invocation) {
      fields.put("arguments", redaction.apply(Subjects.arguments(invocation)));
    }
    return fields.put("decisions", decisions(judgement.decisions())).build();
  }

  static JsonObject outcome(Exchange exchange, Outcome outcome) {
    return about(exchange)
        .put("ending", outcome.ending().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("detail", outcome.detail())
        .put("messages", outcome.messages())
        .put("decisions", decisions(outcome.decisions()))
        .build();
  }

  static JsonObject refusal(Arrival arrival, Reason reason, String detail) {
    JsonObjectBuilder fields = JsonObject.builder().put("peer", arrival.peer());
    if (arrival.identity() instanceof Identity.Authenticated known) {
      fields.put("principal", known.principal().id());
    }
    return fields
        .put("verdict", "refuse")
        .put("reason", reason.wire())
        .put("detail", detail)
        .build();
  }

  private static JsonObjectBuilder about(Exchange exchange) {
    return JsonObject.builder()
        .put("principal", exchange.principal().id())
        .put("peer", exchange.peer())
        .put("revision", exchange.revision().wire())
        .put("server", exchange.server().value())
        .put("method", exchange.asked().method());
  }

  private static void subject(ClientMessage asked, JsonObjectBuilder fields) {
    switch (asked) {
      case CallTool call -> fields.put("tool", call.tool().value());
      case GetPrompt get -> fields.put("prompt", get.prompt().value());
      case ReadResource read -> fields.put("resource", read.uri().value());
      case Complete _, Listing _, Discover _, Listen _, Cancelled _ -> {}
    }
  }

  /** Controls that had nothing to say are left out. */
  private static JsonArray decisions(List<Decision> decisions) {
    return JsonArray.of(
        decisions.stream()
            .filter(decision -> decision.reason() != Reason.NOT_CONCERNED)
            .map(Records::decision)
            .toList());
  }

  private static JsonObject decision(Decision decision) {
    JsonObjectBuilder fields =
        JsonObject.builder()
            .put("control", decision.control())
            .put("verdict", decision.kind().name().toLowerCase(Locale.ROOT))
            .put("reason", decision.reason().wire());
    if (!decision.detail().isEmpty()) {
      fields.put("detail", decision.detail());
    }
    if (!decision.changes().isEmpty()) {
      fields.put("changes", changes(decision.changes()));
    }
    return fields.build();
  }

  private static JsonArray changes(List<Change> changes) {
    return JsonArray.of(
        changes.stream()
            .map(change ->
                JsonObject.builder()
                    .put("at", change.pointer())
                    .put("what", change.what())
                    .put("count", change.count())
                    .build())
            .toList());
  }
}
