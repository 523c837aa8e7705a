package io.portreeve.gateway.cli;

import io.portreeve.gateway.Coverage;
import io.portreeve.gateway.config.form.Words;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.FromServer;
import io.portreeve.mcp.legacy.InputRequests;
import io.portreeve.mcp.legacy.ServerHandshake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Tells what a JSON-RPC message is, whoever says it; one that is none ends the command. */
record Spoken(MessageText text, JsonObject json) {
  /** What servers of the stateful revisions ask by requests of their own. */
  private static final Set<String> INPUTS =
      Set.of(InputRequest.Elicit.METHOD, InputRequest.Sample.METHOD, InputRequest.Roots.METHOD);

  /** Methods that no control meets, and what becomes of them. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "initialize", "it becomes `server/discover`: explain that",
          "resources/subscribe", "it becomes `subscriptions/listen`: explain that",
          "resources/unsubscribe", "it only ends a subscription",
          "logging/setLevel", "the gateway keeps the level itself",
          "ping", "the gateway answers it itself",
          "notifications/initialized", "the gateway keeps the session itself",
          "notifications/cancelled", "it ends a request of its own sender, and goes no further");

  private static final ServerHandshake STATEFUL =
      new ServerHandshake(
          Revision.LATEST_STATEFUL, JsonObject.empty(), Optional.empty(), Optional.empty());

  /** Who says it, and whether it stands for itself. */
  enum Kind {
    /** A client's request. */
    REQUEST,
    /** A server's notification. */
    NOTIFICATION,
    /** What a server says to one request: a result, an error, a wish for input. */
    ANSWER
  }

  Kind kind() {
    if (json.has("result") || json.has("error") || INPUTS.contains(method())) {
      return Kind.ANSWER;
    }
    return method().startsWith("notifications/") ? Kind.NOTIFICATION : Kind.REQUEST;
  }

  private String method() {
    return json.string("method").orElse("");
  }

  Request request() {
    return protocol(() -> Request.of(known(), params()));
  }

  /** What a server says to this request. */
  ServerMessage saidTo(Request asked) {
    return protocol(() -> {
      if (json.has("error")) {
        return new Failure(McpError.of(member("error")));
      }
      if (json.has("result")) {
        return result(asked, member("result"));
      }
      return INPUTS.contains(method()) ? asking() : Notification.of(known(), params());
    });
  }

  /** One without a type is a stateful server's, and taken as the gateway takes it. */
  private static Result result(Request asked, JsonObject body) {
    return body.has(Result.RESULT_TYPE)
        ? Result.of(asked, body)
        : FromServer.result(asked, body, STATEFUL);
  }

  private InputRequired asking() {
    JsonObject one = InputRequests.of(method(), params()).toJson();
    return new InputRequired(
        JsonObject.empty()
            .with(Result.RESULT_TYPE, Result.INPUT_REQUIRED)
            .with("inputRequests", JsonObject.of("asked", one)));
  }

  /** Its parameters; none where there are none. */
  JsonObject params() {
    return json.has("params") ? member("params") : JsonObject.empty();
  }

  private JsonObject member(String name) {
    return json.object(name)
        .orElseThrow(
            () -> text.wrong("is no message: `" + name + "` is no object", "correct that member"));
  }

  /** The method, which some control can judge. */
  private String known() {
    String method = method();
    if (method.isEmpty()) {
      throw text.wrong(
          "is no message: it has no `method`, no `result` and no `error`",
          "give one such as {\"method\":\"tools/call\",\"params\":{\"name\":\"read\"}}");
    }
    String elsewhere = ELSEWHERE.get(method);
    if (elsewhere != null) {
      throw text.wrong("is `" + method + "`, which no control judges", elsewhere);
    }
    return method;
  }

  private <M> M protocol(Supplier<M> reading) {
    try {
      return reading.get();
    } catch (ProtocolException unfit) {
      if (unfit.error().code() == ErrorCode.METHOD_NOT_FOUND) {
        throw text.wrong("has a method that is refused as unknown: " + method(), nearest());
      }
      throw text.wrong("is refused unread: " + unfit.error().message(), "correct that member");
    }
  }

  private String nearest() {
    List<String> methods =
        Coverage.rows().stream()
            .map(Coverage.Row::message)
            .filter(message -> !message.contains(":"))
            .toList();
    return Words.nearest(method(), methods)
        .map(near -> "did you mean `" + near + "`?")
        .orElse("`portreeve controls` lists the methods");
  }
}
