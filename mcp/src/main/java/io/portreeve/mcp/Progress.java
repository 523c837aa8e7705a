package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

/** How far a request has come; only on the stream of that request. */
public record Progress(JsonObject params) implements Notification {
  public static final String METHOD = "notifications/progress";

  public Progress {
    Json token = params.get("progressToken").orElse(JsonNull.NULL);
    if (!(token instanceof JsonString || token instanceof JsonNumber)
        || !(params.get("progress").orElse(JsonNull.NULL) instanceof JsonNumber)) {
      throw ProtocolException.invalidParams("`progressToken` and `progress` are needed");
    }
    var _ = Members.optionalString(params, "message");
  }

  public Json token() {
    return params.get("progressToken").orElseThrow();
  }

  public Progress withToken(Json token) {
    return new Progress(params.with("progressToken", token));
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public Progress withParams(JsonObject replacement) {
    return new Progress(replacement);
  }
}
