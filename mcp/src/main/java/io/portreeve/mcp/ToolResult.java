package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What a tool call gave: content, structured content, or both. */
public record ToolResult(JsonObject json) implements Result {
  public ToolResult {
    Members.requireObjects(json, "content");
    if (json.has("isError") && json.bool("isError").isEmpty()) {
      throw ProtocolException.invalidParams("`isError` must be a boolean");
    }
  }

  public List<JsonObject> content() {
    return Members.objects(json, "content");
  }

  public Optional<Json> structuredContent() {
    return json.get("structuredContent");
  }

  public boolean isError() {
    return json.bool("isError").orElse(false);
  }

  /** A tool error that the model may read and correct itself by. */
  public static ToolResult error(String text) {
    JsonObject block = JsonObject.builder().put("type", "text").put("text", text).build();
    return new ToolResult(
        JsonObject.builder()
            .put(RESULT_TYPE, COMPLETE)
            .put("content", JsonArray.of(List.of(block)))
            .put("isError", true)
            .build());
  }

  @Override
  public ToolResult withJson(JsonObject replacement) {
    return new ToolResult(replacement);
  }
}
