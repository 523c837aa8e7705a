package io.portreeve.agent.langchain4j;

import io.portreeve.agent.model.Reply.Stop;
import java.util.Optional;

/** Why a model stopped, in the words of three APIs. */
final class StopReasons {
  private StopReasons() {}

  /**
   * What a reason means; empty if nobody has told us.
   *
   * @param asks whether the model asked for tools: some servers call that a stop like any other
   */
  static Optional<Stop> meaning(String reason, boolean asks) {
    return switch (reason) {
      case "stop", "end_turn", "stop_sequence" -> Optional.of(asks ? Stop.TOOLS : Stop.END);
      case "tool_calls", "tool_use" -> asks ? Optional.of(Stop.TOOLS) : Optional.empty();
      case "length", "max_tokens", "model_context_window_exceeded" -> Optional.of(Stop.LENGTH);
      case "content_filter", "refusal" -> Optional.of(Stop.DECLINED);
      default -> Optional.empty();
    };
  }
}
