package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** Asks for one page of the resources. */
public record ListResources(JsonObject params) implements Listing {
  public static final String METHOD = "resources/list";

  public ListResources {
    var _ = Members.optionalString(params, "cursor");
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public ListResources withParams(JsonObject replacement) {
    return new ListResources(replacement);
  }
}
