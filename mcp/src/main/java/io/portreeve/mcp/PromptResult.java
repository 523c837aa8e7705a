package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/** A prompt, filled in. */
public record PromptResult(JsonObject json) implements Result {
  public PromptResult {
    var _ = Members.objects(json, "messages");
  }

  public List<JsonObject> messages() {
    return Members.objects(json, "messages");
  }

  @Override
  public PromptResult withJson(JsonObject replacement) {
    return new PromptResult(replacement);
  }
}
