package io.portreeve.gateway.journey;

import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * Has the client ask its user whether a call may be made: a form that is accepted or declined, with
 * no field but for whether the yes holds for the values, too. The model has no part in it, if the
 * client is what it should be.
 */
final class AskedApproval {
  private static final String VALUES = "values";

  private AskedApproval() {}

  /** Whether this client asks its user such things. */
  static boolean canAsk(Request request) {
    return request instanceof Answerable && request.meta().clientCapabilities().formElicitation();
  }

  /** Has it send its user to the page where he can say it; empty if it cannot. */
  static Optional<ServerMessage> send(Exchange exchange, Request request, URI page) {
    String text =
        "a call to the server `"
            + exchange.server()
            + "` needs your approval: give it on this page, then go on";
    return new AskedPage(OwnQuestion.APPROVAL_PAGE, text, page).ask(exchange, request);
  }

  static InputRequired ask(Answerable request, ApprovalDesk.Question question) {
    JsonObject fields =
        question.ofValues() ? JsonObject.of(VALUES, ofValues()) : JsonObject.empty();
    JsonObject form = JsonObject.empty().with("type", "object").with("properties", fields);
    return OwnQuestion.APPROVAL.ask(
        request,
        JsonObject.empty()
            .with("mode", "form")
            .with("message", question.text())
            .with("requestedSchema", form));
  }

  private static JsonObject ofValues() {
    return JsonObject.empty()
        .with("type", "boolean")
        .with("title", "In the rest of this conversation, too")
        .with(
            "description",
            "Do not ask again about these values, in the same arguments of the same tool.")
        .with("default", false);
  }

  /** The yes that was said, to a question that offered what it takes up. */
  static ApprovalDesk.Said yes(CallTool answered) {
    return OwnQuestion.APPROVAL
            .content(answered)
            .flatMap(content -> content.bool(VALUES))
            .orElse(false)
        ? ApprovalDesk.Said.YES_TO_VALUES
        : ApprovalDesk.Said.YES;
  }
}
