package io.portreeve.controls.contextpoisoning;

import static io.portreeve.guard.Verdict.pass;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Label;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
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
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import java.util.stream.Collectors;

/**
 * Distrust responses (5b): what a server says makes the conversation as untrusted as the operator
 * says that server is, and a call that does something then needs more than the model's word.
 *
 * <p>Everything that a server says counts: results, errors, notifications, questions. Only the
 * definitions do not, which the operator approves one by one (2). What was said to servers is
 * remembered, so that an echo is not taken for their own word: when it is let pass, and of a call
 * that a person let pass, when it is answered.
 */
public final class DistrustResponses implements RequestControl, ResponseControl {
  private final InformationFlow flow;
  private final FlowRules rules;

  public DistrustResponses(InformationFlow flow) {
    this.flow = flow;
    this.rules = new FlowRules(flow.policies());
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.RESPONSE_DISTRUST;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case CallTool call -> called(exchange, call);
      case GetPrompt _, ReadResource _, Complete _ -> {
        said(exchange, message);
        yield pass(Reason.NOT_CONCERNED);
      }
      case Listen _, Discover _, Listing _, Cancelled _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  private Verdict<ClientMessage> called(Exchange exchange, CallTool call) {
    Conversation before = flow.conversations().of(exchange);
    Verdict<ClientMessage> verdict =
        flow.labels()
            .sink(exchange, call.tool())
            .map(sink -> judged(before, sink, call))
            .orElseGet(() -> pass(Reason.FLOW_HARMLESS, shown(before.label())));
    if (verdict instanceof Verdict.Pass<ClientMessage>) {
      said(exchange, call);
    }
    return verdict;
  }

  private Verdict<ClientMessage> judged(Conversation before, Sink sink, CallTool call) {
    Ruling ruling = rules.judge(before, sink, call.arguments());
    return ruling instanceof Ruling.Allowed
        ? pass(Reason.FLOW_ALLOWED, shown(before.label()) + before.endorsements(sink, call))
        : instead(before.label(), ruling);
  }

  private void said(Exchange exchange, ClientMessage asked) {
    flow.conversations().change(exchange, talk -> talk.saying(words(asked)));
  }

  private Verdict<ClientMessage> instead(Label label, Ruling ruling) {
    return switch (ruling) {
      case Ruling.Allowed _ -> pass(Reason.FLOW_ALLOWED, shown(label));
      case Ruling.TooPrivate _ -> flow.instead(Reason.FLOW_TOO_PRIVATE, shown(label));
      case Ruling.AfterUntrusted _ -> flow.instead(Reason.FLOW_AFTER_UNTRUSTED, shown(label));
      case Ruling.Unplanned _ -> flow.instead(Reason.FLOW_UNPLANNED, shown(label));
      case Ruling.Untraced(String argument, String _) ->
          flow.instead(Reason.FLOW_UNTRACED, "`" + argument + "`; " + shown(label));
    };
  }

  /** The label as records have it: without a value that anybody wrote. */
  private static String shown(Label label) {
    String integrity = label.tainted() ? "untrusted" : "trusted";
    String origins = label.origins().stream().sorted().collect(Collectors.joining(", "));
    return "heard " + (origins.isEmpty() ? "nothing" : integrity + " data of " + origins);
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    if (HeardText.defines(message)) {
      return pass(Reason.NOT_CONCERNED);
    }
    return heard(exchange, message, HeardText.of(message));
  }

  /** Whether its server is believed is seen as it is heard: another answer may have it doubted. */
  private Verdict<ServerMessage> heard(Exchange exchange, ServerMessage said, Heard heard) {
    String server = exchange.server().value();
    Source believed = source(exchange, flow.labels().of(exchange, said));
    Source doubted = believed.joining(Label.untrusted(server));
    boolean answers = said instanceof ToolResult;
    flow.conversations()
        .change(
            exchange,
            talk ->
                (answers ? talk.saying(words(exchange.asked())) : talk)
                    .hearing(talk.doubts(server) ? doubted : believed, heard));
    Source source = flow.conversations().of(exchange).doubts(server) ? doubted : believed;
    return source.resulting().tainted() ? pass(Reason.HEARD_UNTRUSTED) : pass(Reason.HEARD_TRUSTED);
  }

  private static JsonObject words(ClientMessage asked) {
    return asked.params().without("_meta");
  }

  private Source source(Exchange exchange, Label label) {
    boolean effect =
        exchange.asked() instanceof CallTool call
            && flow.labels().sink(exchange, call.tool()).isPresent();
    String name =
        exchange.asked() instanceof CallTool call ? call.tool().value() : exchange.asked().method();
    return new Source(name, label, effect, exchange.server().value());
  }
}
