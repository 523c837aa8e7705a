package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.Optional;

/** What a server is and offers. */
public record DiscoverResult(JsonObject json) implements Result {
  public DiscoverResult {
    var _ = Members.array(json, "supportedVersions");
    var _ = Members.object(json, "capabilities");
    var _ = Members.optionalString(json, "instructions");
  }

  public JsonObject capabilities() {
    return Members.object(json, "capabilities");
  }

  /** Text that the server wants the model to read; as hostile as any other. */
  public Optional<String> instructions() {
    return json.string("instructions");
  }

  public DiscoverResult withInstructions(String text) {
    return new DiscoverResult(json.with("instructions", JsonString.of(text)));
  }

  @Override
  public DiscoverResult withJson(JsonObject replacement) {
    return new DiscoverResult(replacement);
  }
}
