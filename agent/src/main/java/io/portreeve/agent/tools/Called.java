package io.portreeve.agent.tools;

import io.portreeve.guard.Label;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ToolResult;
import java.util.Optional;

/** What came of a call. */
public sealed interface Called {
  /**
   * An answer, of the tool or of the gateway in its place.
   *
   * @param heard of what the conversation has heard by now, if the gateway says so
   */
  record Answered(ToolResult result, Optional<Label> heard) implements Called {}

  /** An error, in which the message may be the server's. */
  record Failed(McpError error) implements Called {}

  /** A question stayed without an answer, or there was no end of them. */
  record Unanswered() implements Called {}
}
