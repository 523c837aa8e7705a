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
      throw new UpstreamException(
          "the server sent no acceptable JSON: " + refused.getMessage() + bound(refused.fault()));
    }
  }

  /** For the operator, who can do something only about what is too much. */
  private String bound(JsonRefused.Fault fault) {
    return switch (fault) {
      case TOO_DEEP -> ", beyond %d levels".formatted(limits.depth());
      case TOO_MANY_BYTES -> ", beyond %d bytes".formatted(limits.bytes());
      case TOO_MANY_MEMBERS -> ", beyond %d members of an object".formatted(limits.members());
      case TOO_MANY_VALUES -> ", beyond %d values".formatted(limits.values());
      case STRING_TOO_LONG -> ", beyond %d bytes".formatted(limits.stringBytes());
      case NUMBER_TOO_LONG -> ", beyond %d bytes".formatted(limits.numberBytes());
      case EXPONENT_TOO_LONG -> ", beyond %d digits".formatted(limits.exponentDigits());
      case UNEXPECTED_END,
          UNEXPECTED_BYTE,
          TRAILING_BYTES,
          BYTE_ORDER_MARK,
          INVALID_UTF8,
          RAW_CONTROL_CHARACTER,
          INVALID_ESCAPE,
          LONE_SURROGATE,
          INVALID_NUMBER,
          DUPLICATE_NAME,
          NUMBER_NOT_CANONICAL ->
          "";
    };
  }
}
