package io.portreeve.gateway;

import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;

/** Messages as they would be written, but for the envelope and its ids. */
final class Wording {
  private Wording() {}

  static JsonObject of(ClientMessage message) {
    return JsonObject.empty().with("method", message.method()).with("params", message.params());
  }

  static JsonObject of(ServerMessage message) {
    return switch (message) {
      case Result result -> JsonObject.of("result", result.json());
      case Failure failure -> JsonObject.of("error", failure.error().toJson());
      case Notification note ->
          JsonObject.empty().with("method", note.method()).with("params", note.params());
    };
  }
}
