package io.portreeve.gateway.journey;

import io.portreeve.guard.Exchange;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;

/**
 * Asks a user to log in at a server, in the way that the client understands: an elicitation that is
 * a web address, or else a refusal that says where to go.
 */
final class AskedLogin {
  private AskedLogin() {}

  /** The question, with the server's own state of the request in it, if there is one. */
  static ServerMessage ask(Exchange exchange, Request request, URI page) {
    String text = "log in at the server `" + exchange.server() + "` first, then try again";
    if (request instanceof Discover) {
      return offer(text + ": " + page);
    }
    AskedPage asked = new AskedPage(OwnQuestion.LOGIN, text, page);
    return asked
        .ask(exchange, request)
        .orElseGet(() ->
            request instanceof CallTool
                ? ToolResult.error(text + ": " + page)
                : asked.failure(ErrorCode.REFUSED, exchange));
  }

  /**
   * A client that learned nothing at all would not stay to be told where to log in. What it may use
   * it learns from the lists, once the user was there.
   */
  private static DiscoverResult offer(String instructions) {
    JsonObject tools = JsonObject.of("listChanged", JsonBoolean.TRUE);
    JsonObject json =
        JsonObject.empty()
            .with("resultType", "complete")
            .with("supportedVersions", JsonArray.empty())
            .with("capabilities", JsonObject.of("tools", tools))
            .with("instructions", instructions);
    return OwnOffer.of(new DiscoverResult(json));
  }
}
