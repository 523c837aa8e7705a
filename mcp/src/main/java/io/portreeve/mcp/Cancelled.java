package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** The client gives up on an earlier request of its own. */
public record Cancelled(JsonObject params) implements ClientMessage {
  public Cancelled {
    requestId(params);
  }

  public RequestId requestId() {
    return requestId(params);
  }

  private static RequestId requestId(JsonObject params) {
    return new RequestId(
        params
            .get("requestId")
            .orElseThrow(() -> ProtocolException.invalidParams("`requestId` is missing")));
  }

  @Override
  public String method() {
    return "notifications/cancelled";
  }
}
