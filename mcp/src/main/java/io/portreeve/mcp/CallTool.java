package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

/** Calls a tool. */
public record CallTool(JsonObject params) implements Answerable {
  public static final String METHOD = "tools/call";

  public CallTool {
    var _ = Members.string(params, "name");
    var _ = Members.optionalObject(params, "arguments");
    var _ = Members.optionalObject(params, INPUT_RESPONSES);
    var _ = Members.optionalString(params, REQUEST_STATE);
  }

  public ToolName tool() {
    return new ToolName(Members.string(params, "name"));
  }

  /** The arguments; an absent member counts as an empty object. */
  public JsonObject arguments() {
    return Members.optionalObject(params, "arguments").orElse(JsonObject.empty());
  }

  public CallTool withTool(ToolName tool) {
    return new CallTool(params.with("name", JsonString.of(tool.value())));
  }

  public CallTool withArguments(JsonObject arguments) {
    return new CallTool(params.with("arguments", arguments));
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public CallTool withParams(JsonObject replacement) {
    return new CallTool(replacement);
  }
}
