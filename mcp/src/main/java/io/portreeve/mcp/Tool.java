package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.Optional;

/**
 * A tool as a server defines it: name, words for the model, schemas. All of it the server's claim.
 */
public record Tool(JsonObject json) {
  public Tool {
    Members.requireString(json, "name");
    Members.allowString(json, "description");
    var _ = Members.object(json, "inputSchema");
    var _ = Members.optionalObject(json, "outputSchema");
  }

  public ToolName name() {
    return new ToolName(Members.string(json, "name"));
  }

  public Optional<String> description() {
    return json.string("description");
  }

  public JsonObject inputSchema() {
    return Members.object(json, "inputSchema");
  }

  public Optional<JsonObject> outputSchema() {
    return json.object("outputSchema");
  }

  public Tool withName(ToolName name) {
    return new Tool(json.with("name", JsonString.of(name.value())));
  }
}
