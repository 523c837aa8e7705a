package io.portreeve.agent.tools;

import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/** Hears what comes of a call before its end, on the thread that calls. */
public interface Hearing {
  /** How far the call is, in the server's words. */
  void progressed(String message);

  /**
   * Somebody has to answer before the call goes on.
   *
   * @return the result of the elicitation (specification 2026-07-28, elicitation): its {@code
   *     action}, and {@code content} where there is any; empty: nobody answers, and the call is
   *     given up
   */
  Optional<JsonObject> asked(InputRequest.Elicit question) throws InterruptedException;
}
