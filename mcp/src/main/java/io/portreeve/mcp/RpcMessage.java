package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** One JSON-RPC 2.0 message, of any revision and in any direction. */
public sealed interface RpcMessage permits RpcRequest, RpcNotification, RpcResponse {
  JsonObject toJson();

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
