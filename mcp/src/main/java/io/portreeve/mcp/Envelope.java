package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonObjectParts;
import io.portreeve.mcp.json.JsonString;
import java.nio.ByteBuffer;
import java.util.List;

/** A message with what every message begins with, as an object and as text. */
final class Envelope {
  private static final String JSONRPC = "jsonrpc";
  private static final JsonString VERSION = JsonString.of("2.0");

  private Envelope() {}

  static JsonObject object(RpcMessage message) {
    JsonObjectBuilder json = JsonObject.builder().put(JSONRPC, VERSION);
    message.members(json::put);
    return json.build();
  }

  static List<ByteBuffer> parts(RpcMessage message) {
    JsonObjectParts json = new JsonObjectParts().put(JSONRPC, VERSION);
    message.members(json::put);
    return json.parts();
  }
}
