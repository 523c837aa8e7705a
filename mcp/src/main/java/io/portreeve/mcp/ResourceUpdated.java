package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** A subscribed resource changed. */
public record ResourceUpdated(JsonObject params) implements Notification {
  public static final String METHOD = "notifications/resources/updated";

  public ResourceUpdated {
    var _ = Members.string(params, "uri");
  }

  public ResourceUri uri() {
    return new ResourceUri(Members.string(params, "uri"));
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public ResourceUpdated withParams(JsonObject replacement) {
    return new ResourceUpdated(replacement);
  }
}
