package io.portreeve.gateway.downstream;

import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.ClientHandshake;
import java.util.ArrayList;
import java.util.List;

/** Reads the batches of JSON-RPC, which one stateful revision allowed. */
final class Batch {
  private Batch() {}

  /**
   * All of the messages.
   *
   * @throws ProtocolException when there are none or too many, or one is malformed or begins a
   *     session
   */
  static List<RpcMessage> read(JsonArray batch, int most) {
    if (batch.size() == 0 || batch.size() > most) {
      throw ProtocolException.invalidRequest("a batch of that size");
    }
    List<RpcMessage> messages = new ArrayList<>();
    for (Json element : batch) {
      if (!(element instanceof JsonObject message)) {
        throw ProtocolException.invalidRequest("a batch holds messages");
      }
      RpcMessage rpc = RpcMessage.of(message);
      if (rpc instanceof RpcRequest asked && asked.method().equals(ClientHandshake.METHOD)) {
        throw ProtocolException.invalidRequest("a session does not begin in a batch");
      }
      messages.add(rpc);
    }
    return messages;
  }
}
