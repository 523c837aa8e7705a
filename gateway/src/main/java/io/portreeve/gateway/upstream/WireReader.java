package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;

/** Reads the bytes of a server as messages; anything else fails whatever waits for it. */
final class WireReader {
  private final JsonLimits limits;

  WireReader(int maxMessage) {
    this.limits = JsonLimits.defaults().withBytes(maxMessage);
  }

  /** One message. */
  RpcMessage message(byte[] bytes) throws UpstreamException {
    return message(json(bytes));
  }

  static RpcMessage message(Json json) throws UpstreamException {
    if (!(json instanceof JsonObject object)) {
      throw new UpstreamException("the server sent JSON that is no message");
    }
    try {
      return RpcMessage.of(object);
    } catch (ProtocolException broken) {
      throw new UpstreamException("the server sent no JSON-RPC: " + broken.getMessage());
    }
  }

  Json json(byte[] bytes) throws UpstreamException {
    try {
      return JsonReader.read(bytes, limits);
    } catch (JsonRefused refused) {
      throw new UpstreamException("the server sent no acceptable JSON: " + refused.getMessage());
    }
  }
}
