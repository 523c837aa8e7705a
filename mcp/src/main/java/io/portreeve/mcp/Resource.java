package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

/** A resource as a server lists it. */
public record Resource(JsonObject json) {
  public Resource {
    Members.requireString(json, "name");
    Members.requireString(json, "uri");
    Members.allowString(json, "description");
  }

  public ResourceUri uri() {
    return new ResourceUri(Members.string(json, "uri"));
  }

  public Resource withUri(ResourceUri replacement) {
    return new Resource(json.with("uri", JsonString.of(replacement.value())));
  }
}
