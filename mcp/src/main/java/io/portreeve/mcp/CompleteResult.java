package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.List;

/** Completions of an argument. */
public record CompleteResult(JsonObject json) implements Result {
  public CompleteResult {
    for (Json value : Members.array(Members.object(json, "completion"), "values")) {
      if (!(value instanceof JsonString)) {
        throw ProtocolException.invalidParams("`completion.values` must hold strings");
      }
    }
  }

  public JsonArray values() {
    return Members.array(Members.object(json, "completion"), "values");
  }

  /** The same as texts. */
  public List<String> texts() {
    return values().stream().map(value -> ((JsonString) value).value()).toList();
  }

  /** With these values alone, and no word on how many there are. */
  public CompleteResult withOnly(List<String> kept) {
    JsonObject completion =
        Members.object(json, "completion")
            .with("values", JsonArray.ofStrings(kept))
            .without("total")
            .without("hasMore");
    return new CompleteResult(json.with("completion", completion));
  }

  @Override
  public CompleteResult withJson(JsonObject replacement) {
    return new CompleteResult(replacement);
  }
}
