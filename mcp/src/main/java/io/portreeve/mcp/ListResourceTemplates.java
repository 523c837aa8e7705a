package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** Asks for one page of the resource templates. */
public record ListResourceTemplates(JsonObject params) implements Listing {
  public static final String METHOD = "resources/templates/list";

  public ListResourceTemplates {
    var _ = Members.optionalString(params, "cursor");
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public ListResourceTemplates withParams(JsonObject replacement) {
    return new ListResourceTemplates(replacement);
  }
}
