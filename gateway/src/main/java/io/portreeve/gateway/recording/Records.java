package io.portreeve.gateway.recording;

import io.portreeve.controls.Subjects;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Principal;
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
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectWriter;
import io.portreeve.mcp.json.JsonWriter;
import java.util.List;
import java.util.function.Predicate;

/** The fields of audit records: who, what, where to, and what each control said of it. */
final class Records {
  /**
   * Records are bounded whatever was sent, since one that is too long would not be taken at all:
   * all of these together stay below {@link JournalSettings#MAX_RECORD_BYTES}, escapes included.
   */
  private static final int LONGEST_TEXT = 500;

  private static final int LONGEST_ARGUMENTS = 128 * 1024;

  /** Most decisions find room in so many bytes, and what is recorded otherwise in so many. */
  private static final int USUAL_DECISION = 1536;

  private static final int USUAL = 384;

  private final Redaction redaction;
  private final Predicate<ServerId> looked;
  private final FlowFields flows;
  private final Standing standing = new Standing();
  private final SaidByControls said = new SaidByControls();

  /**
   * Records in which arguments are as {@code redaction} leaves them.
   *
   * @param looked whether somebody looks at what clients send to a server before its values are
   *     recorded
   */
  Records(Redaction redaction, Predicate<ServerId> looked, FlowFields flows) {
    this.redaction = redaction;
    this.looked = looked;
    this.flows = flows;
  }

  JsonObjectWriter decision(Exchange exchange, Judgement<ClientMessage> judgement) {
    JsonObjectWriter fields = about(exchange, USUAL_DECISION);
    standing.of(exchange, fields);
    subject(exchange.asked(), fields);
    flows.decided(exchange, judgement, fields);
    fields.put("verdict", judgement.word());
    switch (judgement) {
      case Judgement.Forward<ClientMessage> _ -> {}
      case Judgement.NeedsApproval<ClientMessage> asks ->
          fields.put("reason", asks.reason().wire());
      case Judgement.Refused<ClientMessage> refused ->
          fields.put("reason", refused.reason().wire()).put("detail", shown(refused.detail()));
    }
    if (exchange.asked() instanceof Invocation invocation) {
      boolean told = redaction.word().equals(Redaction.FULL);
      if (told && looked.test(exchange.server()) && !harmless(judgement)) {
        fields.put("values", "withheld");
      } else {
        arguments(redaction.of().apply(Subjects.arguments(invocation)), redaction.word(), fields);
      }
    }
    return fields.put("decisions", said.of(judgement.decisions()));
  }

  JsonObjectWriter outcome(Exchange exchange, Outcome outcome) {
    JsonObjectWriter fields = about(exchange, USUAL);
    subject(exchange.asked(), fields);
    flows.ended(exchange, fields);
    if (outcome.unkept() > 0) {
      fields.put("more-decisions", outcome.unkept());
    }
    return fields
        .put("ending", outcome.ending().wire())
        .put("detail", shown(outcome.detail()))
        .put("messages", outcome.messages())
        .put("decisions", said.of(outcome.decisions()));
  }

  static JsonObjectWriter refusal(Arrival arrival, Reason reason, String detail) {
    JsonObjectWriter fields = new JsonObjectWriter(USUAL).put("peer", arrival.peer());
    endpoint(arrival.endpoint(), fields);
    switch (arrival.identity()) {
      case Identity.Authenticated known -> sender(known.principal(), fields);
      case Identity.Rejected gone -> gone.formerly().ifPresent(id -> fields.put("principal", id));
      case Identity.Absent _ -> {}
    }
    return fields
        .put("verdict", "refuse")
        .put("reason", reason.wire())
        .put("detail", shown(detail));
  }

  /** A text that may be somebody else's, of which this much is recorded. */
  static String shown(String text) {
    return text.length() <= LONGEST_TEXT
        ? text
        : Excerpt.of(text, LONGEST_TEXT) + "… (" + text.length() + ")";
  }

  /** Whether somebody looked and found nothing: of what was refused before that, nobody knows. */
  private static boolean harmless(Judgement<ClientMessage> judgement) {
    return judgement.decisions().stream()
        .anyMatch(decision -> decision.reason() == Reason.NOTHING_SENSITIVE);
  }

  private static void arguments(Json left, String word, JsonObjectWriter fields) {
    if (JsonWriter.isAtMost(left, LONGEST_ARGUMENTS)) {
      fields.put("values", word).put("arguments", left);
    } else {
      JsonObject length = JsonObject.of("too-long", JsonNumber.of(JsonWriter.measure(left)));
      fields.put("values", "too-long").put("arguments", length);
    }
  }

  private static JsonObjectWriter about(Exchange exchange, int room) {
    JsonObjectWriter fields = new JsonObjectWriter(room);
    sender(exchange.principal(), fields);
    endpoint(exchange.endpoint(), fields);
    return fields
        .put("peer", exchange.peer())
        .put("revision", exchange.revision().wire())
        .put("server", exchange.server().value())
        .put("method", exchange.asked().method());
  }

  private static void endpoint(EndpointId endpoint, JsonObjectWriter fields) {
    if (!endpoint.equals(EndpointId.unnamed())) {
      fields.put("endpoint", endpoint.value());
    }
  }

  /** Whose authority it was, and who used it: the actor of this moment first. */
  private static void sender(Principal principal, JsonObjectWriter fields) {
    fields.put("principal", principal.id());
    principal.delegation().client().ifPresent(client -> fields.put("client", client.id()));
    List<Actor> actors = principal.delegation().actors();
    if (!actors.isEmpty()) {
      fields.put("actors", JsonArray.ofStrings(actors.stream().map(Actor::id).toList()));
    }
  }

  private static void subject(ClientMessage asked, JsonObjectWriter fields) {
    switch (asked) {
      case CallTool call -> fields.put("tool", shown(call.tool().value()));
      case GetPrompt get -> fields.put("prompt", shown(get.prompt().value()));
      case ReadResource read -> fields.put("resource", shown(read.uri().value()));
      case Complete complete -> reference(complete.reference(), fields);
      case Listing _, Discover _, Listen _, Cancelled _ -> {}
    }
  }

  private static void reference(Complete.Reference reference, JsonObjectWriter fields) {
    switch (reference) {
      case Complete.Reference.ToPrompt to -> fields.put("prompt", shown(to.prompt().value()));
      case Complete.Reference.ToResource to -> fields.put("resource", shown(to.uri().value()));
    }
  }
}
