package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** Asks for one page of the tools. */
public record ListTools(JsonObject params) implements Listing {
  public static final String METHOD = "tools/list";

  public ListTools {
    var _ = Members.optionalString(params, "cursor");
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public ListTools withParams(JsonObject replacement) {
    return new ListTools(replacement);
  }
}
