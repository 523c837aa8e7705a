package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/**
 * An invocation that a server may answer with {@link InputRequired}; its retry then carries the
 * answers (specification, multi-round-trip requests).
 */
public sealed interface Answerable extends Invocation permits CallTool, GetPrompt, ReadResource {
  String INPUT_RESPONSES = "inputResponses";
  String REQUEST_STATE = "requestState";

  default Optional<JsonObject> inputResponses() {
    return Members.optionalObject(params(), INPUT_RESPONSES);
  }

  default Optional<String> requestState() {
    return Members.optionalString(params(), REQUEST_STATE);
  }
}
