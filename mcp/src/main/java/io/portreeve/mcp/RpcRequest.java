package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.function.BiConsumer;

/** A request: its id, its method, and its parameters (empty when there are none). */
public record RpcRequest(RequestId id, String method, JsonObject params) implements RpcMessage {
  static RpcRequest of(JsonObject json) {
    if (json.has("result") || json.has("error")) {
      throw ProtocolException.invalidRequest("a request has no `result` and no `error`");
    }
    RequestId id = new RequestId(json.get("id").orElseThrow());
    return new RpcRequest(id, method(json), params(json));
  }

  static String method(JsonObject json) {
    return json.string("method")
        .orElseThrow(() -> ProtocolException.invalidRequest("`method` must be a string"));
  }

  static JsonObject params(JsonObject json) {
    if (!json.has("params")) {
      return JsonObject.empty();
    }
    return json.object("params")
        .orElseThrow(() -> ProtocolException.invalidRequest("`params` must be an object"));
  }

  @Override
  public void members(BiConsumer<String, Json> out) {
    out.accept("id", id.json());
    out.accept("method", JsonString.of(method));
    out.accept("params", params);
  }
}
