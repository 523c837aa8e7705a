package io.portreeve.controls.indirectpromptinjection;

import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * AI guardrails (1b): every text of every message from and to a server for which the operator
 * turned them on is looked at for orders to a model. What is found is on record; with {@link
 * Guardrail#BLOCK} the clearest are refused, and what goes on makes its server untrusted in that
 * conversation. Where the operator has classifiers of his own, they are asked as well.
 *
 * <p>A verdict tells what was found and none of the text. That nothing was found proves nothing: a
 * request that is worded like any other is not told from one.
 */
public final class AiGuardrails implements RequestControl, ResponseControl {
  private final Supplier<Detector> detector;
  private final ServerGuardrails guardrails;
  private final ServerClassifiers classifiers;
  private final InformationFlow flow;

  /** The detector is asked for only where somebody looks; without it nothing passes there. */
  public AiGuardrails(
      Supplier<Detector> detector,
      ServerGuardrails guardrails,
      ServerClassifiers classifiers,
      InformationFlow flow) {
    this.detector = detector;
    this.guardrails = guardrails;
    this.classifiers = classifiers;
    this.flow = flow;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.AI_GUARDRAILS;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    // Only we read the host's mark, and there the user's own words stand.
    JsonObject forwarded = HostMark.cut(message.params()).orElse(message.params());
    return verdict(exchange, forwarded, Reason.ARGUMENTS_SUSPICIOUS, Reason.ARGUMENTS_UNCLASSIFIED);
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    Json text =
        switch (message) {
          case Result result -> result.json();
          case Notification note -> note.params();
          case Failure failure -> text(failure.error());
        };
    Verdict<ServerMessage> verdict =
        verdict(exchange, text, Reason.RESPONSE_SUSPICIOUS, Reason.RESPONSE_UNCLASSIFIED);
    if (verdict.reason() == Reason.INJECTION_SUSPECTED || verdict.reason() == Reason.UNCLASSIFIED) {
      flow.suspect(exchange, message);
    }
    return verdict;
  }

  private static Json text(McpError error) {
    JsonString message = JsonString.of(error.message());
    return error
        .data()
        .map(data -> JsonArray.of(List.of(message, data)))
        .orElse(JsonArray.of(List.of(message)));
  }

  private <M> Verdict<M> verdict(
      Exchange exchange, Json text, Reason suspicious, Reason unclassified) {
    return switch (guardrails.of(exchange.server())) {
      case OFF -> pass(Reason.NOT_CONCERNED);
      case ALERT -> found(exchange, text, _ -> false).telling();
      case BLOCK -> found(exchange, text, Finding::isStrong).blocking(suspicious, unclassified);
    };
  }

  /** By the detector first, which costs least; nobody is asked any more once that is enough. */
  private Finding found(Exchange exchange, Json text, Predicate<Finding> enough) {
    Reading reading = Reading.of(text);
    Finding found = Finding.of(detector.get().judge(reading));
    for (Classifier each : classifiers.of(exchange.server())) {
      if (enough.test(found)) {
        break;
      }
      found = found.and(each.judge(exchange, reading.texts()));
    }
    return found;
  }
}
