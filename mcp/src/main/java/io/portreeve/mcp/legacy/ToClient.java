package io.portreeve.mcp.legacy;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListenResult;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.PromptList;
import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.ResourceList;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ResourceTemplateList;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** What the gateway says to a stateful client, in the words of the client's revision. */
public final class ToClient {
  private static final String INCAPABLE = "the client lacks a capability that the server needs";

  private ToClient() {}

  /**
   * A final result without what only 2026-07-28 knows.
   *
   * @throws IllegalArgumentException for a result that no stateful client can be given: one that
   *     asks for input, or one of a subscription
   */
  public static JsonObject result(Result result, Revision revision) {
    JsonObject bare =
        MetaKeys.withoutReserved(result.json(), Set.of())
            .without(Result.RESULT_TYPE)
            .without("ttlMs")
            .without("cacheScope");
    return switch (result) {
      case ToolResult _ -> OldContent.ofTool(StructuredContent.wrapped(bare), revision);
      case ToolList _ -> StructuredContent.wrappedSchemas(bare, revision);
      case PromptResult _ -> OldContent.ofPrompt(bare, revision);
      case PromptList _, ResourceList _, ResourceTemplateList _, ResourceResult _ -> bare;
      case CompleteResult _ -> bare;
      case DiscoverResult _, ListenResult _, InputRequired _ ->
          throw new IllegalArgumentException("a result of no stateful request");
    };
  }

  /**
   * The response for an error. A tool that needs what the client cannot do gives a tool error,
   * which a model can read; stateful revisions have no other word for it.
   */
  public static RpcResponse error(RequestId id, Request asked, McpError error, Revision revision) {
    if (error.code() == ErrorCode.MISSING_CLIENT_CAPABILITY && asked instanceof CallTool) {
      return new RpcResponse.Success(id, result(ToolResult.error(INCAPABLE), revision));
    }
    return new RpcResponse.Refusal(Optional.of(id), error(asked, error));
  }

  private static McpError error(Request asked, McpError error) {
    return switch (error.code()) {
      case ErrorCode.INVALID_PARAMS ->
          asked instanceof ReadResource
              ? new McpError(ErrorCode.LEGACY_RESOURCE_NOT_FOUND, error.message(), error.data())
              : error;
      case ErrorCode.MISSING_CLIENT_CAPABILITY ->
          new McpError(ErrorCode.INVALID_REQUEST, INCAPABLE);
      case ErrorCode.HEADER_MISMATCH, ErrorCode.UNSUPPORTED_VERSION ->
          new McpError(ErrorCode.INTERNAL_ERROR, "the server could not be spoken to");
      default -> error;
    };
  }

  /** The same notification, if stateful clients know it. */
  public static Optional<RpcNotification> notification(Notification notification) {
    return notification instanceof SubscriptionAcknowledged
        ? Optional.empty()
        : Optional.of(
            new RpcNotification(
                notification.method(), MetaKeys.withoutReserved(notification.params(), Set.of())));
  }

  /**
   * The parameters of a request to the client.
   *
   * @param elicitationId names an elicitation by URL, which 2025-11-25 demands
   */
  public static JsonObject params(InputRequest request, Revision revision, String elicitationId) {
    JsonObject params = MetaKeys.withoutReserved(request.params(), Set.of());
    return switch (request) {
      case InputRequest.Elicit elicit when elicit.url() ->
          params.with("elicitationId", elicitationId);
      case InputRequest.Elicit _ ->
          revision.atLeast(Revision.V2025_11_25) ? params : params.without("mode");
      case InputRequest.Sample _, InputRequest.Roots _ -> params;
    };
  }
}
