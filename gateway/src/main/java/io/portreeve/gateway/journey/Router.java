package io.portreeve.gateway.journey;

import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import java.util.Map;

/** Knows which server a request is for, and how names are told apart when there are several. */
public interface Router {
  /** Where a request goes. */
  sealed interface Route {
    /** To one server, in that server's own words. */
    record To(ServerId server, Request request) implements Route {}

    /** To every server that can answer it, each in its own words. */
    record ToAll(Map<ServerId, Request> requests) implements Route {}

    /** Nowhere: no server has a thing of that name. */
    record Nowhere() implements Route {}
  }

  Route route(Request request);

  /** Says a server's message in the words of the client. */
  ServerMessage outward(ServerId server, ServerMessage message);

  /**
   * Makes one final answer of the answers of several servers, each already in the client's words.
   */
  ServerMessage merge(Request request, Map<ServerId, ServerMessage> answers);
}
