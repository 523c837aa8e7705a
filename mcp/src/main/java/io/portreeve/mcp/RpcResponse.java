package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A response: exactly one of a result and an error. */
public sealed interface RpcResponse extends RpcMessage {
  /** A result, for the request with this id. */
  record Success(RequestId id, JsonObject result) implements RpcResponse {
    @Override
    public void members(BiConsumer<String, Json> out) {
      out.accept("id", id.json());
      out.accept("result", result);
    }
  }

  /** An error; the id is absent when the request could not be read. */
  record Refusal(Optional<RequestId> id, McpError error) implements RpcResponse {
    @Override
    public void members(BiConsumer<String, Json> out) {
      id.ifPresent(known -> out.accept("id", known.json()));
      out.accept("error", error.toJson());
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
