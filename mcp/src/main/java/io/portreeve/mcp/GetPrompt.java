package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

/** Asks for a prompt, filled in with arguments. */
public record GetPrompt(JsonObject params) implements Answerable {
  public static final String METHOD = "prompts/get";

  public GetPrompt {
    var _ = Members.string(params, "name");
    var _ = Members.optionalObject(params, "arguments");
    var _ = Members.optionalObject(params, INPUT_RESPONSES);
    var _ = Members.optionalString(params, REQUEST_STATE);
  }

  public PromptName prompt() {
    return new PromptName(Members.string(params, "name"));
  }

  public JsonObject arguments() {
    return Members.optionalObject(params, "arguments").orElse(JsonObject.empty());
  }

  public GetPrompt withPrompt(PromptName prompt) {
    return new GetPrompt(params.with("name", JsonString.of(prompt.value())));
  }

  public GetPrompt withArguments(JsonObject arguments) {
    return new GetPrompt(params.with("arguments", arguments));
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public GetPrompt withParams(JsonObject replacement) {
    return new GetPrompt(replacement);
  }
}
