package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

/** A family of resources, by URI template (RFC 6570). */
public record ResourceTemplate(JsonObject json) {
  public ResourceTemplate {
    Members.requireString(json, "name");
    Members.requireString(json, "uriTemplate");
    Members.allowString(json, "description");
  }

  public ResourceUri uriTemplate() {
    return new ResourceUri(Members.string(json, "uriTemplate"));
  }

  public ResourceTemplate withUriTemplate(ResourceUri replacement) {
    return new ResourceTemplate(json.with("uriTemplate", JsonString.of(replacement.value())));
  }
}
