package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** A notification: a method and its parameters; nobody answers it. */
public record RpcNotification(String method, JsonObject params) implements RpcMessage {
  static RpcNotification of(JsonObject json) {
    if (json.has("result") || json.has("error")) {
      throw ProtocolException.invalidRequest("a notification has no `result` and no `error`");
    }
    return new RpcNotification(RpcRequest.method(json), RpcRequest.params(json));
  }

  @Override
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("jsonrpc", "2.0")
        .put("method", method)
        .put("params", params)
        .build();
  }
}
