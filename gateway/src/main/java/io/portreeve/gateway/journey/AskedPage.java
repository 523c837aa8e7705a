package io.portreeve.gateway.journey;

import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * Sends the user of a client to a page of ours: an elicitation that is a web address, as his
 * client's revision has it.
 *
 * @param text says what for
 */
record AskedPage(OwnQuestion question, String text, URI page) {
  /**
   * Empty for a client that knows no such addresses, or not for such a request. A question is
   * without our state yet; it may have the server's own.
   */
  Optional<ServerMessage> ask(Exchange exchange, Request request) {
    if (!request.meta().clientCapabilities().urlElicitation()) {
      return Optional.empty();
    }
    if (exchange.revision() == Revision.V2025_11_25) {
      return Optional.of(failure(ErrorCode.LEGACY_URL_ELICITATION_REQUIRED, exchange));
    }
    return !exchange.revision().stateful() && request instanceof Answerable open
        ? Optional.of(question.ask(open, elicitation()))
        : Optional.empty();
  }

  private JsonObject elicitation() {
    return JsonObject.empty()
        .with("mode", "url")
        .with("message", text)
        .with("url", page.toString());
  }

  /** The same where nobody can be asked in the client: it says where to go. */
  Failure failure(int code, Exchange exchange) {
    JsonObject elicitation = elicitation().with("elicitationId", exchange.id().value());
    JsonObject data =
        JsonObject.empty()
            .with("exchange", exchange.id().value())
            .with("elicitations", JsonArray.of(elicitation));
    return new Failure(new McpError(code, text + ": " + page, Optional.of(data)));
  }
}
