package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** The answer that ends a request, or one that asks the client for more first. */
public sealed interface Result extends ServerMessage
    permits DiscoverResult,
        ListResult,
        ToolResult,
        PromptResult,
        ResourceResult,
        CompleteResult,
        ListenResult,
        InputRequired {
  String RESULT_TYPE = "resultType";
  String COMPLETE = "complete";
  String INPUT_REQUIRED = "input_required";

  JsonObject json();

  /** The same kind of result with another body, validated as if it had been received. */
  Result withJson(JsonObject json);

  /**
   * Reads the result of a request. An unknown {@code resultType} is invalid: it is refused, not
   * passed on (specification 2026-07-28, basic).
   *
   * @throws ProtocolException when the body is not a result of this request
   */
  static Result of(Request request, JsonObject json) {
    String type = Members.string(json, RESULT_TYPE);
    if (type.equals(INPUT_REQUIRED) && request instanceof Answerable) {
      return new InputRequired(json);
    }
    if (type.equals(COMPLETE)) {
      return complete(request, json);
    }
    throw ProtocolException.invalidParams("unknown `resultType`");
  }

  private static Result complete(Request request, JsonObject json) {
    return switch (request) {
      case Discover _ -> new DiscoverResult(json);
      case ListTools _ -> new ToolList(json);
      case ListPrompts _ -> new PromptList(json);
      case ListResources _ -> new ResourceList(json);
      case ListResourceTemplates _ -> new ResourceTemplateList(json);
      case CallTool _ -> new ToolResult(json);
      case GetPrompt _ -> new PromptResult(json);
      case ReadResource _ -> new ResourceResult(json);
      case Complete _ -> new CompleteResult(json);
      case Listen _ -> new ListenResult(json);
    };
  }
}
