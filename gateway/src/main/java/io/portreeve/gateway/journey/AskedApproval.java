package io.portreeve.gateway.journey;

import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;

/**
 * Has the client ask its user whether a call may be made: a form without a field, which is accepted
 * or declined. The model has no part in it, if the client is what it should be.
 */
final class AskedApproval {
  private AskedApproval() {}

  /** Whether this client asks its user such things. */
  static boolean canAsk(Request request) {
    return request instanceof Answerable && request.meta().clientCapabilities().formElicitation();
  }

  static InputRequired ask(Answerable request, String question) {
    JsonObject nothing =
        JsonObject.empty().with("type", "object").with("properties", JsonObject.empty());
    return OwnQuestion.APPROVAL.ask(
        request,
        JsonObject.empty()
            .with("mode", "form")
            .with("message", question)
            .with("requestedSchema", nothing));
  }
}
