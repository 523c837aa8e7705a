package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.util.Optional;

/** A response: exactly one of a result and an error. */
public sealed interface RpcResponse extends RpcMessage {
  /** A result, for the request with this id. */
  record Success(RequestId id, JsonObject result) implements RpcResponse {
    @Override
    public JsonObject toJson() {
      return JsonObject.builder()
          .put("jsonrpc", "2.0")
          .put("id", id.json())
          .put("result", result)
          .build();
    }
  }

  /** An error; the id is absent when the request could not be read. */
  record Refusal(Optional<RequestId> id, McpError error) implements RpcResponse {
    @Override
    public JsonObject toJson() {
      JsonObjectBuilder json = JsonObject.builder().put("jsonrpc", "2.0");
      id.ifPresent(known -> json.put("id", known.json()));
      return json.put("error", error.toJson()).build();
    }
  }

  static RpcResponse of(JsonObject json) {
    if (json.has("result") == json.has("error")) {
      throw ProtocolException.invalidRequest("a response has either `result` or `error`");
    }
    Optional<Json> id = json.get("id").filter(value -> !(value instanceof JsonNull));
    if (json.has("error")) {
      return new Refusal(id.map(RequestId::new), McpError.of(Members.object(json, "error")));
    }
    RequestId known =
        id.map(RequestId::new)
            .orElseThrow(() -> ProtocolException.invalidRequest("a result needs an `id`"));
    return new Success(known, Members.object(json, "result"));
  }
}
