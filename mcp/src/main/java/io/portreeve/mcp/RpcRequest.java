package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** A request: its id, its method, and its parameters (empty when there are none). */
public record RpcRequest(RequestId id, String method, JsonObject params) implements RpcMessage {
  static RpcRequest of(JsonObject json) {
    if (json.has("result") || json.has("error")) {
      throw ProtocolException.invalidRequest("a request has no `result` and no `error`");
    }
    RequestId id = new RequestId(json.get("id").orElseThrow());
    return new RpcRequest(id, Members.string(json, "method"), params(json));
  }

  static JsonObject params(JsonObject json) {
    return Members.optionalObject(json, "params").orElse(JsonObject.empty());
  }

  @Override
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("jsonrpc", "2.0")
        .put("id", id.json())
        .put("method", method)
        .put("params", params)
        .build();
  }
}
