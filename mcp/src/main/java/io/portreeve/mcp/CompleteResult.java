package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

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

  @Override
  public CompleteResult withJson(JsonObject replacement) {
    return new CompleteResult(replacement);
  }
}
