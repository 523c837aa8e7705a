package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

/** A prompt as a server defines it. */
public record Prompt(JsonObject json) {
  public Prompt {
    Members.requireString(json, "name");
    Members.allowString(json, "description");
  }

  public PromptName name() {
    return new PromptName(Members.string(json, "name"));
  }

  public Prompt withName(PromptName name) {
    return new Prompt(json.with("name", JsonString.of(name.value())));
  }
}
