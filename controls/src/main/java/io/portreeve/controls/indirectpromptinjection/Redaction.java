package io.portreeve.controls.indirectpromptinjection;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;
import static io.portreeve.guard.Verdict.rewrite;

import io.portreeve.controls.insecureresponsehandling.MessageWalk;
import io.portreeve.controls.insecureresponsehandling.OutputFit;
import io.portreeve.controls.sensitive.SensitiveText;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.ToolSchemas;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import java.util.function.Supplier;

/**
 * The guardrail (1b) about what a model is shown and what it hands on: secrets and personal data in
 * messages from and to a server for which the operator turned it on are replaced, refused or told.
 *
 * <p>What was replaced is gone for whoever reads on; a call that sends a placeholder back sends a
 * placeholder. Names and addresses cannot be replaced, so a message that has something in one is
 * refused instead. A verdict tells kinds and places, and nothing that was found. That nothing was
 * found proves nothing: what is of no known form, or in a disguise, is not seen.
 */
public final class Redaction implements RequestControl, ResponseControl {
  private final Supplier<SensitiveText> sensitive;
  private final ServerRedaction rules;
  private final OutputFit output;

  /** The rules are asked for only where somebody looks; without them nothing passes there. */
  public Redaction(Supplier<SensitiveText> sensitive, ServerRedaction rules, ToolSchemas schemas) {
    this.sensitive = sensitive;
    this.rules = rules;
    this.output = new OutputFit(schemas);
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.AI_GUARDRAILS;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    SensitiveRules wanted = rules.requests(exchange.server());
    if (!wanted.looks()) {
      return pass(Reason.NOT_CONCERNED);
    }
    Redacting redacting = new Redacting(sensitive.get(), wanted);
    JsonObject params = SentTexts.of(message.params(), redacting);
    if (redacting.refusal().isPresent()) {
      return deny(Reason.ARGUMENTS_SENSITIVE, redacting.refusal().get());
    }
    return switch (message) {
      case Request request when redacting.rewrites() ->
          replaced(request.withParams(params), redacting);
      case Cancelled _ when redacting.rewrites() ->
          deny(Reason.ARGUMENTS_SENSITIVE, redacting.sum());
      case Request _, Cancelled _ -> told(redacting);
    };
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    SensitiveRules wanted = rules.responses(exchange.server());
    if (!wanted.looks()) {
      return pass(Reason.NOT_CONCERNED);
    }
    Redacting redacting = new Redacting(sensitive.get(), wanted);
    ServerMessage redacted = MessageWalk.of(message, redacting);
    if (redacting.refusal().isPresent()) {
      return deny(Reason.RESPONSE_SENSITIVE, redacting.refusal().get());
    }
    if (!redacting.rewrites()) {
      return told(redacting);
    }
    return output.keeps(exchange, message, redacted)
        ? replaced(redacted, redacting)
        : deny(Reason.RESPONSE_SENSITIVE, "redacted, it would not match the output schema");
  }

  private static <M> Verdict<M> replaced(M message, Redacting redacting) {
    String left = redacting.left();
    return rewrite(
        message,
        Reason.SENSITIVE_REDACTED,
        redacting.changes(),
        left.isEmpty() ? "" : "seen and left: " + left);
  }

  private static <M> Verdict<M> told(Redacting redacting) {
    String sum = redacting.sum();
    return sum.isEmpty() ? pass(Reason.NOTHING_SENSITIVE) : pass(Reason.SENSITIVE_SEEN, sum);
  }
}
