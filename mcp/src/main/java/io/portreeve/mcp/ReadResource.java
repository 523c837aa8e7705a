package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

/** Reads a resource. */
public record ReadResource(JsonObject params) implements Answerable {
  public static final String METHOD = "resources/read";

  public ReadResource {
    var _ = Members.string(params, "uri");
    var _ = Members.optionalObject(params, INPUT_RESPONSES);
    var _ = Members.optionalString(params, REQUEST_STATE);
  }

  public ResourceUri uri() {
    return new ResourceUri(Members.string(params, "uri"));
  }

  public ReadResource withUri(ResourceUri uri) {
    return new ReadResource(params.with("uri", JsonString.of(uri.value())));
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public ReadResource withParams(JsonObject replacement) {
    return new ReadResource(replacement);
  }
}
