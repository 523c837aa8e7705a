package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/** What a resource holds. */
public record ResourceResult(JsonObject json) implements Result {
  public ResourceResult {
    for (JsonObject content : Members.objects(json, "contents")) {
      var _ = Members.string(content, "uri");
    }
  }

  public List<JsonObject> contents() {
    return Members.objects(json, "contents");
  }

  @Override
  public ResourceResult withJson(JsonObject replacement) {
    return new ResourceResult(replacement);
  }
}
