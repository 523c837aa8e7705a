package io.portreeve.gateway.journey;

import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/**
 * What a host says in the {@code _meta} of a request about the conversation that it belongs to. It
 * is between the host and us: no server sees it, and none can say it.
 *
 * @param handle of a conversation that it began earlier
 * @param begins whether it begins one
 * @param said what the user wrote since the host last told us; empty: nothing
 */
public record ConversationMark(Optional<String> handle, boolean begins, String said) {
  private static final String HANDLE = "handle";

  /** What a request says; of what is malformed, nothing. */
  public static ConversationMark of(ClientMessage message) {
    JsonObject mark =
        message
            .params()
            .object(MetaKeys.META)
            .flatMap(meta -> meta.object(HostMark.KEY))
            .orElse(JsonObject.empty());
    return new ConversationMark(
        mark.string(HANDLE), mark.bool("begin").orElse(false), mark.string("said").orElse(""));
  }

  /** The request, belonging to a conversation. */
  static Request with(String handle, Request request) {
    JsonObject meta = request.params().object(MetaKeys.META).orElse(JsonObject.empty());
    return request.withParams(request.params().with(MetaKeys.META, marked(meta, handle)));
  }

  /** The request as servers get it. */
  public static Request without(Request request) {
    return HostMark.cut(request.params()).map(request::withParams).orElse(request);
  }

  /** What a server says, without a mark of its own. */
  static ServerMessage without(ServerMessage message) {
    return switch (message) {
      case Result result ->
          HostMark.cut(result.json()).<ServerMessage>map(result::withJson).orElse(message);
      case Failure _, Notification _ -> message;
    };
  }

  /** The result that tells the host the handle; nothing else can. */
  static ServerMessage telling(String handle, ServerMessage message) {
    if (!(message instanceof Result result)) {
      return message;
    }
    JsonObject meta = result.json().object(MetaKeys.META).orElse(JsonObject.empty());
    return result.withJson(result.json().with(MetaKeys.META, marked(meta, handle)));
  }

  private static JsonObject marked(JsonObject meta, String handle) {
    return meta.with(HostMark.KEY, JsonObject.empty().with(HANDLE, handle));
  }
}
