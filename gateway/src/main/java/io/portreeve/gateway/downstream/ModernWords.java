package io.portreeve.gateway.downstream;

import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/** What is said about one request of a stateless client, on the wire. */
final class ModernWords {
  /** What stands in answers whose server says nothing of itself. */
  private static final JsonObject SIGNED =
      JsonObject.of(MetaKeys.SERVER_INFO, OwnName.INSTANCE).inOnePiece();

  private final RequestId id;
  private final boolean listens;

  ModernWords(RequestId id, Request asked) {
    this.id = id;
    this.listens = asked instanceof Listen;
  }

  RpcMessage of(ServerMessage message) {
    return switch (message) {
      case Notification notification ->
          new RpcNotification(notification.method(), tagged(notification.params()));
      case Result result -> new RpcResponse.Success(id, signed(result));
      case Failure failure -> new RpcResponse.Refusal(Optional.of(id), failure.error());
    };
  }

  /** Every message of a listening stream carries the id of the request that the client knows. */
  private JsonObject tagged(JsonObject params) {
    return listens ? withMeta(params, Notification.SUBSCRIPTION_ID, id.json()) : params;
  }

  private JsonObject signed(Result result) {
    JsonObject json = tagged(result.json());
    Optional<JsonObject> meta = json.object(MetaKeys.META);
    if (meta.isEmpty()) {
      return json.with(MetaKeys.META, SIGNED);
    }
    return meta.get().has(MetaKeys.SERVER_INFO)
        ? json
        : withMeta(json, MetaKeys.SERVER_INFO, OwnName.INSTANCE);
  }

  private static JsonObject withMeta(JsonObject json, String name, Json value) {
    JsonObject meta = json.object(MetaKeys.META).orElse(JsonObject.empty());
    return json.with(MetaKeys.META, meta.with(name, value));
  }
}
