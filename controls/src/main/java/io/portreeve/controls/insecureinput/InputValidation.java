package io.portreeve.controls.insecureinput;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ToolSchemas;
import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;

/**
 * Input validation (10a): a tool is called only with arguments that match the schema of its pinned
 * definition, and a prompt only with texts.
 *
 * <p>The violations are told to the client by pointer and rule, never by value, so that a model can
 * correct itself. A schema that cannot be evaluated safely refuses every call.
 */
public final class InputValidation implements RequestControl {
  private final ToolSchemas schemas;

  public InputValidation(ToolSchemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.INPUT_VALIDATION;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case CallTool call -> verdict(schemas.input(exchange, call.tool(), call.arguments()));
      case GetPrompt get -> texts(get.arguments());
      case ReadResource _, Complete _, Listing _, Discover _, Listen _, Cancelled _ ->
          pass(Reason.NOT_CONCERNED);
    };
  }

  private static Verdict<ClientMessage> verdict(Check check) {
    return switch (check) {
      case Check.Valid _ -> pass(Reason.ARGUMENTS_VALID);
      case Check.Invalid invalid ->
          deny(
              Reason.ARGUMENTS_INVALID,
              "invalid arguments: " + String.join("; ", invalid.violations()));
      case Check.UnknownTool _ ->
          deny(Reason.UNKNOWN_DEFINITION, "the server defines no such tool");
      case Check.NoSchema _ -> deny(Reason.SCHEMA_UNUSABLE, "the tool has no input schema");
      case Check.Unusable unusable -> deny(Reason.SCHEMA_UNUSABLE, unusable.why());
    };
  }

  private static Verdict<ClientMessage> texts(JsonObject arguments) {
    for (JsonMember argument : arguments) {
      if (!(argument.value() instanceof JsonString)) {
        return deny(Reason.ARGUMENTS_INVALID, "invalid arguments: every argument must be a string");
      }
    }
    return pass(Reason.ARGUMENTS_VALID);
  }
}
