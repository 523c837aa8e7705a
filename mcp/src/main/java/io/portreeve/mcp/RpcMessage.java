package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;

/** One JSON-RPC 2.0 message, of any revision and in any direction. */
public sealed interface RpcMessage permits RpcRequest, RpcNotification, RpcResponse {
  /** Says its own members in their order, which {@code jsonrpc} is none of. */
  void members(BiConsumer<String, Json> out);

  /** The whole message. */
  default JsonObject toJson() {
    return Envelope.object(this);
  }

  /** The text of {@link #toJson()} in parts, for a message that is only sent off. */
  default List<ByteBuffer> toParts() {
    return Envelope.parts(this);
  }

  /**
   * Reads one message.
   *
   * @throws ProtocolException when the envelope is not JSON-RPC 2.0; arrays (batches) are not
   *     objects and never get here
   */
  static RpcMessage of(JsonObject json) {
    if (!json.string("jsonrpc").filter("2.0"::equals).isPresent()) {
      throw ProtocolException.invalidRequest("`jsonrpc` must be \"2.0\"");
    }
    if (json.has("method")) {
      return json.has("id") ? RpcRequest.of(json) : RpcNotification.of(json);
    }
    return RpcResponse.of(json);
  }
}
