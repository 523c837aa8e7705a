package io.portreeve.mcp.legacy;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.Set;

/** What a stateful server says to the gateway. */
public final class FromServer {
  private FromServer() {}

  /**
   * The result of a request, as 2026-07-28 has it: marked complete, signed with the server's name,
   * not to be cached. Tools that can only run as tasks are left out of lists.
   *
   * @throws ProtocolException when the body is not a result of this request
   */
  public static Result result(Request request, JsonObject body, ServerHandshake server) {
    if (!body.string(Result.RESULT_TYPE).orElse(Result.COMPLETE).equals(Result.COMPLETE)) {
      throw ProtocolException.invalidParams("`resultType` of another revision");
    }
    JsonObject clean = MetaKeys.withoutReserved(body, Set.of());
    JsonObject adapted =
        switch (request) {
          case ListTools _ -> withoutTasks(clean);
          case CallTool _ -> withContent(clean);
          case Discover _, Listing _, GetPrompt _, ReadResource _, Complete _, Listen _ -> clean;
        };
    return Result.of(request, stamped(adapted, server, cacheable(request)));
  }

  /**
   * An error with a code that means the same in 2026-07-28: codes that only the protocol itself may
   * use there become an internal error.
   */
  public static McpError error(McpError error) {
    int code = error.code();
    if (code == ErrorCode.LEGACY_RESOURCE_NOT_FOUND) {
      return new McpError(ErrorCode.INVALID_PARAMS, error.message(), error.data());
    }
    boolean reserved = code <= -32020 && code >= -32099;
    return reserved ? new McpError(ErrorCode.INTERNAL_ERROR, error.message(), error.data()) : error;
  }

  /**
   * The URL elicitations that a server of 2025-11-25 wants done before the request is repeated;
   * empty if the error is another one.
   *
   * @throws ProtocolException when the error is that one and malformed
   */
  public static Optional<InputRequired> urlElicitations(McpError error) {
    if (error.code() != ErrorCode.LEGACY_URL_ELICITATION_REQUIRED) {
      return Optional.empty();
    }
    JsonArray wanted =
        error
            .data()
            .filter(JsonObject.class::isInstance)
            .flatMap(data -> ((JsonObject) data).array("elicitations"))
            .filter(elicitations -> elicitations.size() > 0)
            .orElseThrow(() -> ProtocolException.invalidParams("`elicitations` is missing"));
    JsonObjectBuilder requests = JsonObject.builder();
    for (int i = 0; i < wanted.size(); i++) {
      requests.put("elicitation-" + (i + 1), urlElicitation(wanted.get(i)).toJson());
    }
    return Optional.of(
        new InputRequired(
            JsonObject.builder()
                .put(Result.RESULT_TYPE, Result.INPUT_REQUIRED)
                .put("inputRequests", requests.build())
                .build()));
  }

  private static InputRequest urlElicitation(Json json) {
    if (!(json instanceof JsonObject params) || !InputRequests.isUrlElicitation(params)) {
      throw ProtocolException.invalidParams("`elicitations` must hold URL elicitations");
    }
    return InputRequests.of(InputRequest.Elicit.METHOD, params);
  }

  static JsonObject stamped(JsonObject body, ServerHandshake server, boolean cacheable) {
    JsonObjectBuilder json =
        JsonObject.builder().putAll(server.signed(body)).put(Result.RESULT_TYPE, Result.COMPLETE);
    if (cacheable) {
      json.put("ttlMs", 0).put("cacheScope", "private");
    }
    return json.build();
  }

  private static boolean cacheable(Request request) {
    return switch (request) {
      case Discover _, Listing _, ReadResource _ -> true;
      case CallTool _, GetPrompt _, Complete _, Listen _ -> false;
    };
  }

  private static JsonObject withoutTasks(JsonObject list) {
    return list.array("tools")
        .map(
            tools -> list.with("tools", tools.keepIf(FromServer::runsAtOnce).map(FromServer::bare)))
        .orElse(list);
  }

  private static boolean runsAtOnce(Json tool) {
    return !(tool instanceof JsonObject json
        && json.object("execution")
            .flatMap(execution -> execution.string("taskSupport"))
            .filter("required"::equals)
            .isPresent());
  }

  private static Json bare(Json tool) {
    return tool instanceof JsonObject json ? json.without("execution") : tool;
  }

  /** Servers leave out the content when they have structured content; our model wants a list. */
  private static JsonObject withContent(JsonObject result) {
    return result.has("structuredContent") && !result.has("content")
        ? result.with("content", JsonArray.empty())
        : result;
  }
}
