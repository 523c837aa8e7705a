package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** A log line of the server; its data may be any JSON. */
public record LogMessage(JsonObject params) implements Notification {
  public static final String METHOD = "notifications/message";

  public LogMessage {
    var _ = Members.string(params, "level");
    if (!params.has("data")) {
      throw ProtocolException.invalidParams("`data` is missing");
    }
  }

  public String level() {
    return Members.string(params, "level");
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public LogMessage withParams(JsonObject replacement) {
    return new LogMessage(replacement);
  }
}
