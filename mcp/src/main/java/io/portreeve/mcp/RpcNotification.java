package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.function.BiConsumer;

/** A notification: a method and its parameters; nobody answers it. */
public record RpcNotification(String method, JsonObject params) implements RpcMessage {
  static RpcNotification of(JsonObject json) {
    if (json.has("result") || json.has("error")) {
      throw ProtocolException.invalidRequest("a notification has no `result` and no `error`");
    }
    return new RpcNotification(RpcRequest.method(json), RpcRequest.params(json));
  }

  @Override
  public void members(BiConsumer<String, Json> out) {
    out.accept("method", JsonString.of(method));
    out.accept("params", params);
  }
}
