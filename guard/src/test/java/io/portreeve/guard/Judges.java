package io.portreeve.guard;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Controls that say what a test told them to, and the exchange they say it in. */
final class Judges {
  private Judges() {}

  /** A request control that remembers what it was shown. */
  record Scripted(
      String name, List<ClientMessage> seen, Function<ClientMessage, Verdict<ClientMessage>> word)
      implements RequestControl {
    @Override
    public Mitigation mitigates() {
      return Mitigation.TOOL_ALLOWLISTING;
    }

    @Override
    public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
      seen.add(message);
      return word.apply(message);
    }
  }

  static Scripted saying(String name, Function<ClientMessage, Verdict<ClientMessage>> word) {
    return new Scripted(name, new ArrayList<>(), word);
  }

  static Scripted passing() {
    return saying("pass", _ -> Verdict.pass(Reason.ALLOWLISTED));
  }

  static Scripted denying(String detail) {
    return saying("deny", _ -> Verdict.deny(Reason.NOT_ALLOWLISTED, detail));
  }

  static Scripted asking(String question) {
    return asking(question, Approver.OPERATOR);
  }

  static Scripted asking(String question, Approver approver) {
    return saying("ask", _ -> Verdict.ask(question, Reason.APPROVAL_REQUIRED, approver));
  }

  static Scripted renaming(String tool) {
    return saying(
        "rewrite",
        message ->
            Verdict.rewrite(
                ((CallTool) message).withTool(new ToolName(tool)),
                Reason.ARGUMENTS_SANITIZED,
                List.of(new Change("/name", "renamed", 1))));
  }

  static Scripted throwing(RuntimeException failure) {
    return saying(
        "throw",
        _ -> {
          throw failure;
        });
  }

  /** A control of another module that breaks its word. */
  @SuppressWarnings("NullAway")
  static Scripted silent() {
    return saying("null", _ -> null);
  }

  /** A control whose class, or one that it needs, does not load. */
  static Scripted unloadable() {
    return saying(
        "unloadable",
        _ -> {
          throw new NoClassDefFoundError("io/example/Secret");
        });
  }

  static Scripted overflowing() {
    return saying("overflow", message -> descend(message, 1));
  }

  private static Verdict<ClientMessage> descend(ClientMessage message, int depth) {
    Verdict<ClientMessage> verdict =
        depth == 0 ? Verdict.pass(Reason.ALLOWLISTED) : descend(message, depth + 1);
    return Verdict.pass(verdict.reason());
  }

  static CallTool call(String tool) {
    return new CallTool(JsonObject.empty().with("name", tool));
  }

  static Exchange exchange() {
    return new Exchange(
        new ExchangeId("x-1"),
        Instant.EPOCH,
        "127.0.0.1",
        new Principal("anna", Set.of("staff"), Principal.Authentication.API_KEY),
        Revision.V2026_07_28,
        new ServerId("files"),
        new Discover(JsonObject.empty()));
  }

  static Judgement<ClientMessage> judge(ClientMessage message, RequestControl... controls) {
    return new Guard(List.of(), List.of(controls), List.of()).request(exchange(), message);
  }
}
