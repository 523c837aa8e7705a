package io.portreeve.gateway.journey;

import io.portreeve.guard.Answer;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/**
 * What the client is told when something is refused: fixed texts by kind of {@link Answer}, with
 * our id of the exchange so that an operator can find the reason.
 */
public final class Refusals {
  private static final int FIRST_RESERVED = -32020;
  private static final int LAST_RESERVED = -32099;
  private static final String DISAPPROVED =
      "a person was asked and denied this call; do not repeat it";

  private Refusals() {}

  /**
   * The answer to a request that was refused; {@code detail} is shown for invalid arguments,
   * missing scopes and waiting approvals (of which it is the id) only.
   */
  public static ServerMessage answer(Exchange exchange, Reason reason, String detail) {
    boolean tool = exchange.asked() instanceof CallTool;
    return switch (reason.answer()) {
      case UNKNOWN -> new Failure(unknown(exchange.asked()));
      case INVALID_ARGUMENTS ->
          tool ? toolError(detail, exchange) : failure(ErrorCode.INVALID_PARAMS, detail, exchange);
      case FORBIDDEN ->
          tool
              ? toolError("refused by policy", exchange)
              : failure(ErrorCode.REFUSED, "refused by policy", exchange);
      case UNAPPROVED -> unapproved(exchange, detail);
      case DISAPPROVED ->
          tool
              ? toolError(DISAPPROVED, exchange)
              : failure(ErrorCode.REFUSED, DISAPPROVED, exchange);
      case UNDERSCOPED -> underscoped(exchange, detail);
      case WITHHELD ->
          tool
              ? toolError("the server's answer was withheld", exchange)
              : failure(ErrorCode.REFUSED, "the server's answer was withheld", exchange);
      case EXECUTED -> executed(exchange, tool);
      case INCAPABLE -> incapable(exchange, JsonObject.empty());
      case INVALID_STATE -> failure(ErrorCode.INVALID_PARAMS, "invalid request state", exchange);
      case TOO_MANY -> failure(ErrorCode.TOO_MANY, "too many requests", exchange);
      case UNAUTHENTICATED -> failure(ErrorCode.REFUSED, "not authenticated", exchange);
      case STOPPING -> failure(ErrorCode.INTERNAL_ERROR, "the gateway is stopping", exchange);
      case FAILED, UNAVAILABLE, NONE ->
          failure(ErrorCode.INTERNAL_ERROR, "the gateway could not complete the request", exchange);
    };
  }

  /**
   * A server's own word for "not found" becomes ours, so that the two cannot be told apart; and a
   * code that the client's revision does not know, or that is about what the client sent to us and
   * no server has seen, becomes a failure of the server.
   */
  public static Failure normalized(Exchange exchange, Failure failure) {
    McpError error = failure.error();
    if (exchange.asked() instanceof ReadResource && notFound(error.code())) {
      return new Failure(unknown(exchange.asked()));
    }
    return mayCome(error.code())
        ? failure
        : new Failure(new McpError(ErrorCode.INTERNAL_ERROR, error.message(), error.data()));
  }

  private static boolean notFound(int code) {
    return code == ErrorCode.INVALID_PARAMS || code == ErrorCode.LEGACY_RESOURCE_NOT_FOUND;
  }

  /**
   * Of the codes that the protocol keeps for itself, a server may give one (basic, error codes).
   */
  private static boolean mayCome(int code) {
    boolean kept = code >= LAST_RESERVED && code <= FIRST_RESERVED;
    return switch (code) {
      case ErrorCode.MISSING_CLIENT_CAPABILITY -> true;
      case ErrorCode.REFUSED,
          ErrorCode.TOO_MANY,
          ErrorCode.INSUFFICIENT_SCOPE,
          ErrorCode.LEGACY_RESOURCE_NOT_FOUND ->
          false;
      default -> !kept;
    };
  }

  /**
   * The one answer for what does not exist and for what must not be known to exist; for a resource
   * with the URI that the client asked for, as the specification has it (2026-07-28, resources).
   */
  private static McpError unknown(ClientMessage asked) {
    String what =
        switch (asked) {
          case CallTool _ -> "unknown tool";
          case GetPrompt _ -> "unknown prompt";
          case ReadResource _ -> "resource not found";
          case Complete _ -> "unknown reference";
          case Discover _, Listing _, Listen _, Cancelled _ -> "not found";
        };
    McpError unknown = new McpError(ErrorCode.INVALID_PARAMS, what);
    return asked instanceof ReadResource read
        ? unknown.withData(JsonObject.empty().with("uri", read.uri().value()))
        : unknown;
  }

  /** The answer in the place of one that a server gave and no control let pass. */
  public static ServerMessage instead(
      ServerMessage received, Exchange exchange, Reason reason, String detail) {
    return received instanceof InputRequired asks && reason.answer() == Answer.INCAPABLE
        ? incapable(exchange, RequiredCapabilities.of(asks))
        : answer(exchange, reason, detail);
  }

  private static ServerMessage executed(Exchange exchange, boolean tool) {
    String text = "the call was executed, and its answer withheld: do not repeat it";
    return tool ? toolError(text, exchange) : failure(ErrorCode.REFUSED, text, exchange);
  }

  private static ServerMessage incapable(Exchange exchange, JsonObject required) {
    JsonObject data = about(exchange).with("requiredCapabilities", required);
    return new Failure(
        new McpError(
            ErrorCode.MISSING_CLIENT_CAPABILITY, "missing client capability", Optional.of(data)));
  }

  /** Not for the model, which can get no token, but for the client. */
  private static ServerMessage underscoped(Exchange exchange, String scopes) {
    JsonObject data = about(exchange).with("scope", scopes);
    return new Failure(
        new McpError(ErrorCode.INSUFFICIENT_SCOPE, "insufficient scope", Optional.of(data)));
  }

  /**
   * The id is of no use to whoever may not decide, and lets people speak of the same call. The
   * approval knows its exchange, so that no second id stands beside it.
   */
  private static ServerMessage unapproved(Exchange exchange, String approval) {
    String text =
        "a person has to approve this call first"
            + (approval.isEmpty() ? "" : " (approval " + approval + ")")
            + "; once somebody has, repeat it with the same arguments";
    if (!(exchange.asked() instanceof CallTool)) {
      return failure(ErrorCode.REFUSED, text, exchange);
    }
    return approval.isEmpty() ? toolError(text, exchange) : ToolResult.error(text);
  }

  private static ServerMessage toolError(String text, Exchange exchange) {
    return ToolResult.error(text + " (exchange " + exchange.id() + ")");
  }

  private static ServerMessage failure(int code, String text, Exchange exchange) {
    return new Failure(new McpError(code, text, Optional.of(about(exchange))));
  }

  private static JsonObject about(Exchange exchange) {
    return JsonObject.empty().with("exchange", exchange.id().value());
  }
}
