package io.portreeve.gateway.journey;

import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * Asks a user to log in at a server, in the way that the client understands: an elicitation that is
 * a web address, or else a refusal that says where to go.
 */
final class AskedLogin {
  private AskedLogin() {}

  /** The question, with the server's own state of the request in it, if there is one. */
  static ServerMessage ask(Exchange exchange, Request request, URI page) {
    if (request instanceof Discover) {
      return offer(exchange, page);
    }
    boolean knowsAddresses = request.meta().clientCapabilities().urlElicitation();
    if (!exchange.revision().stateful() && knowsAddresses && request instanceof Answerable open) {
      return inputRequired(exchange, open, page);
    }
    if (request instanceof CallTool && !(knowsAddresses && hasError(exchange.revision()))) {
      return ToolResult.error(text(exchange) + ": " + page);
    }
    int code =
        knowsAddresses && hasError(exchange.revision())
            ? ErrorCode.LEGACY_URL_ELICITATION_REQUIRED
            : ErrorCode.REFUSED;
    return new Failure(
        new McpError(code, text(exchange) + ": " + page, Optional.of(data(exchange, page))));
  }

  /**
   * A client that learned nothing at all would not stay to be told where to log in. What it may use
   * it learns from the lists, once the user was there.
   */
  private static DiscoverResult offer(Exchange exchange, URI page) {
    JsonObject tools = JsonObject.of("listChanged", JsonBoolean.TRUE);
    JsonObject json =
        JsonObject.empty()
            .with("resultType", "complete")
            .with("supportedVersions", JsonArray.empty())
            .with("capabilities", JsonObject.of("tools", tools))
            .with("instructions", text(exchange) + ": " + page);
    return OwnOffer.of(new DiscoverResult(json));
  }

  private static boolean hasError(Revision revision) {
    return revision == Revision.V2025_11_25;
  }

  private static InputRequired inputRequired(Exchange exchange, Answerable request, URI page) {
    JsonObject params =
        JsonObject.empty()
            .with("mode", "url")
            .with("message", text(exchange))
            .with("url", page.toString());
    return OwnQuestion.LOGIN.ask(request, params);
  }

  private static JsonObject data(Exchange exchange, URI page) {
    JsonObject elicitation =
        JsonObject.empty()
            .with("mode", "url")
            .with("elicitationId", exchange.id().value())
            .with("url", page.toString())
            .with("message", text(exchange));
    return JsonObject.empty()
        .with("exchange", exchange.id().value())
        .with("elicitations", JsonArray.of(elicitation));
  }

  private static String text(Exchange exchange) {
    return "log in at the server `" + exchange.server() + "` first, then try again";
  }
}
