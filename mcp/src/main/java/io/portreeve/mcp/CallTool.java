package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import org.jspecify.annotations.Nullable;

/** Calls a tool. */
public final class CallTool implements Answerable {
  public static final String METHOD = "tools/call";

  private final JsonObject params;

  // Not looked up again: every control asks for them.
  private final ToolName tool;
  private final JsonObject arguments;

  public CallTool(JsonObject params) {
    this.params = params;
    this.tool = new ToolName(Members.string(params, "name"));
    this.arguments = Members.optionalObject(params, "arguments").orElse(JsonObject.empty());
    var _ = Members.optionalObject(params, INPUT_RESPONSES);
    var _ = Members.optionalString(params, REQUEST_STATE);
  }

  @Override
  public JsonObject params() {
    return params;
  }

  public ToolName tool() {
    return tool;
  }

  /** The arguments; an absent member counts as an empty object. */
  public JsonObject arguments() {
    return arguments;
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallTool call && call.params.equals(params);
  }

  @Override
  public int hashCode() {
    return params.hashCode();
  }

  @Override
  public String toString() {
    return "CallTool[params=" + params + "]";
  }
}
