package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** Asks for one page of the prompts. */
public record ListPrompts(JsonObject params) implements Listing {
  public static final String METHOD = "prompts/list";

  public ListPrompts {
    var _ = Members.optionalString(params, "cursor");
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public ListPrompts withParams(JsonObject replacement) {
    return new ListPrompts(replacement);
  }
}
