package io.portreeve.agent.tools;

import io.portreeve.guard.Label;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Result;
import java.util.Optional;

/** What came of a call, or of asking for a prompt or a resource. */
public sealed interface Called<R extends Result> {
  /**
   * An answer, of the server or of the gateway in its place.
   *
   * @param heard of what the conversation has heard by now, if the gateway says so
   */
  record Answered<R extends Result>(R result, Optional<Label> heard) implements Called<R> {}

  /** An error, in which the message may be the server's. */
  record Failed<R extends Result>(McpError error) implements Called<R> {}

  /** A question stayed without an answer, or there was no end of them. */
  record Unanswered<R extends Result>() implements Called<R> {}
}
