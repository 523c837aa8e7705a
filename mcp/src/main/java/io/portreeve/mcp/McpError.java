package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.util.Optional;

/** The {@code error} member of a JSON-RPC response: a code, a text, and optional data. */
public record McpError(int code, String message, Optional<Json> data) {
  public McpError(int code, String message) {
    this(code, message, Optional.empty());
  }

  /** Reads an error object; members that the protocol does not define are dropped. */
  public static McpError of(JsonObject json) {
    long code = Members.integer(json, "code");
    if (code < Integer.MIN_VALUE || code > Integer.MAX_VALUE) {
      throw ProtocolException.invalidRequest("`code` is out of range");
    }
    return new McpError((int) code, Members.string(json, "message"), json.get("data"));
  }

  public McpError withMessage(String text) {
    return new McpError(code, text, data);
  }

  public McpError withData(Json replacement) {
    return new McpError(code, message, Optional.of(replacement));
  }

  public JsonObject toJson() {
    JsonObjectBuilder json = JsonObject.builder().put("code", code).put("message", message);
    data.ifPresent(value -> json.put("data", value));
    return json.build();
  }
}
