package io.portreeve.controls.insecureinput;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;
import static io.portreeve.guard.Verdict.rewrite;

import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Input sanitization (10b): an argument goes on only in the canonical form of its kind, and one
 * that is dangerous for its kind refuses the call.
 *
 * <p>Nothing is escaped, since only the server knows how it will use a value. Arguments of prompts,
 * and what is completed, are text; addresses of resources may not climb. Arguments without a kind,
 * and the answers that users give to a server's questions, go on as they are.
 */
public final class InputSanitization implements RequestControl {
  private static final ArgumentKinds TEXT = ArgumentKinds.all(new ArgumentKind.PlainText(Form.NFC));

  private final ToolKinds kinds;
  private final ArgumentJudge judge;

  public InputSanitization(ToolKinds kinds, ArgumentJudge judge) {
    this.kinds = kinds;
    this.judge = judge;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.INPUT_SANITIZATION;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case CallTool call -> call(exchange, call);
      case GetPrompt get -> judged(exchange, get.arguments(), TEXT, get::withArguments);
      case Complete complete -> completion(exchange, complete);
      case ReadResource read -> addresses(List.of(read.uri()));
      case Listen listen -> addresses(listen.filter().resources());
      case Listing _, Discover _, Cancelled _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  private Verdict<ClientMessage> call(Exchange exchange, CallTool call) {
    return kinds
        .of(exchange, call.tool())
        .map(expected -> judged(exchange, call.arguments(), expected, call::withArguments))
        .orElseGet(() -> deny(Reason.UNKNOWN_DEFINITION, "the tool is not approved any more"));
  }

  private Verdict<ClientMessage> judged(
      Exchange exchange,
      JsonObject arguments,
      ArgumentKinds expected,
      Function<JsonObject, ClientMessage> with) {
    Judged judged = new Judged(judge, exchange.principal());
    Json canonical = judged.canonical(arguments, expected, JsonPointer.root());
    if (judged.refusal().isPresent()) {
      return refused(judged.refusal().get());
    }
    return judged.changes().isEmpty()
        ? pass(Reason.ARGUMENTS_CLEAN)
        : rewrite(with.apply((JsonObject) canonical), Reason.ARGUMENTS_SANITIZED, judged.changes());
  }

  /** What is typed, and what was typed before it; the names and the reference stay. */
  private Verdict<ClientMessage> completion(Exchange exchange, Complete complete) {
    JsonObject params = complete.params();
    JsonObject argument = params.object("argument").orElseThrow();
    JsonObject texts = JsonObject.of("value", argument.get("value").orElseThrow());
    Optional<JsonObject> before =
        params.object("context").flatMap(context -> context.object("arguments"));
    JsonObject all = before.map(given -> texts.with("given", given)).orElse(texts);
    return judged(exchange, all, TEXT, clean -> complete.withParams(merged(params, clean)));
  }

  private static JsonObject merged(JsonObject params, JsonObject clean) {
    JsonObject argument = params.object("argument").orElseThrow();
    JsonObject merged =
        params.with("argument", argument.with("value", clean.get("value").orElseThrow()));
    return clean
        .get("given")
        .map(given -> merged.with("context", context(params).with("arguments", given)))
        .orElse(merged);
  }

  private static JsonObject context(JsonObject params) {
    return params.object("context").orElse(JsonObject.empty());
  }

  private static Verdict<ClientMessage> addresses(List<ResourceUri> uris) {
    for (ResourceUri uri : uris) {
      Optional<ArgumentFlaw> flaw = ResourceAddress.flaw(uri.value());
      if (flaw.isPresent()) {
        return refused(new Judged.Refusal("/uri", flaw.get()));
      }
    }
    return pass(uris.isEmpty() ? Reason.NOT_CONCERNED : Reason.ARGUMENTS_CLEAN);
  }

  private static Verdict<ClientMessage> refused(Judged.Refusal refusal) {
    Reason reason =
        refusal.flaw() == ArgumentFlaw.NOT_OWNED
            ? Reason.ARGUMENT_NOT_OWNED
            : Reason.ARGUMENT_DANGEROUS;
    return deny(reason, detail(refusal, refusal.flaw()), detail(refusal, refusal.flaw().told()));
  }

  private static String detail(Judged.Refusal refusal, ArgumentFlaw flaw) {
    return "argument " + refusal.pointer() + " " + flaw.words();
  }
}
