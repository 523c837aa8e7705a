package io.portreeve.agent.langchain4j;

import io.portreeve.agent.model.Reply.Stop;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/** Why a model stopped, in the words of three APIs, which LangChain4j knows only in part. */
final class StopReasons {
  private StopReasons() {}

  /** What an event says of it; most say nothing. */
  static Optional<String> in(JsonObject event) {
    return choice(event)
        .flatMap(choice -> choice.string("finish_reason"))
        .or(() -> event.object("delta").flatMap(delta -> delta.string("stop_reason")))
        .or(() -> event.string("done_reason"));
  }

  private static Optional<JsonObject> choice(JsonObject event) {
    JsonArray choices = event.array("choices").orElse(JsonArray.empty());
    return choices.size() > 0 && choices.get(0) instanceof JsonObject first
        ? Optional.of(first)
        : Optional.empty();
  }

  /**
   * What that means; empty if nobody has told us.
   *
   * @param asks whether the model asked for tools: some servers call that a stop like any other
   */
  static Optional<Stop> meaning(String reason, boolean asks) {
    return switch (reason) {
      case "stop", "end_turn", "stop_sequence" -> Optional.of(asks ? Stop.TOOLS : Stop.END);
      case "tool_calls", "function_call", "tool_use" ->
          asks ? Optional.of(Stop.TOOLS) : Optional.empty();
      case "length", "max_tokens", "model_context_window_exceeded" -> Optional.of(Stop.LENGTH);
      case "content_filter", "refusal" -> Optional.of(Stop.DECLINED);
      default -> Optional.empty();
    };
  }
}
