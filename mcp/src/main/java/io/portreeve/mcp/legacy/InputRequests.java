package io.portreeve.mcp.legacy;

import io.portreeve.mcp.ClientCapabilities;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/**
 * The requests that a stateful server sends to its client: as input requests of 2026-07-28, and the
 * answers to them in the server's words.
 */
public final class InputRequests {
  private static final int SAMPLING_REFUSED = -1;

  private InputRequests() {}

  /**
   * The same request without what only stateful revisions know.
   *
   * @throws ProtocolException when a client is never asked this
   */
  public static InputRequest of(String method, JsonObject params) {
    JsonObject bare = params.without(MetaKeys.META).without("task");
    return InputRequest.of(method, bare.without("elicitationId"));
  }

  static boolean isUrlElicitation(JsonObject params) {
    return params.string("mode").filter("url"::equals).isPresent()
        && params.string("url").isPresent()
        && params.string("message").isPresent();
  }

  /** Whether the client declared that it can be asked this. */
  public static boolean declared(InputRequest request, ClientCapabilities client) {
    return switch (request) {
      case InputRequest.Roots _ -> client.roots();
      case InputRequest.Elicit elicit ->
          elicit.url() ? client.urlElicitation() : client.formElicitation();
      case InputRequest.Sample sample ->
          usesTools(sample.params()) ? client.samplingTools() : client.sampling();
    };
  }

  private static boolean usesTools(JsonObject params) {
    return params.has("tools") || params.has("toolChoice");
  }

  /**
   * The client's answer as the result that the server waits for.
   *
   * @throws ProtocolException when it is not an answer to this request
   */
  public static JsonObject answer(InputRequest request, Json given, Revision revision) {
    if (!(given instanceof JsonObject answer)) {
      throw malformed();
    }
    JsonObject bare = answer.without("resultType");
    boolean fits =
        switch (request) {
          case InputRequest.Roots _ -> bare.array("roots").isPresent();
          case InputRequest.Elicit _ ->
              bare.string("action").filter(InputRequests::isAction).isPresent();
          case InputRequest.Sample _ ->
              bare.string("role").isPresent()
                  && bare.string("model").isPresent()
                  && bare.has("content");
        };
    if (!fits) {
      throw malformed();
    }
    return request instanceof InputRequest.Sample ? oneBlock(bare, revision) : bare;
  }

  /** Before 2025-11-25 a sampled message has exactly one block of content. */
  private static JsonObject oneBlock(JsonObject message, Revision revision) {
    Optional<JsonArray> blocks = message.array("content");
    if (revision.atLeast(Revision.V2025_11_25) || blocks.isEmpty()) {
      return message;
    }
    if (blocks.get().size() != 1) {
      throw malformed();
    }
    return message.with("content", blocks.get().get(0));
  }

  private static boolean isAction(String action) {
    return action.equals("accept") || action.equals("decline") || action.equals("cancel");
  }

  private static ProtocolException malformed() {
    return ProtocolException.invalidParams("`inputResponses` does not answer what was asked");
  }

  /**
   * Our own answer to a request that no client can be asked: a server that waits must never be left
   * without one.
   *
   * @param roots the roots that the operator lets this server see; none if the array is empty
   */
  public static RpcResponse refusal(RpcRequest request, JsonArray roots) {
    return switch (request.method()) {
      case "ping" -> new RpcResponse.Success(request.id(), JsonObject.empty());
      case InputRequest.Elicit.METHOD ->
          new RpcResponse.Success(request.id(), JsonObject.empty().with("action", "cancel"));
      case InputRequest.Sample.METHOD ->
          error(request, SAMPLING_REFUSED, "the user rejected the sampling request");
      case InputRequest.Roots.METHOD -> ownRoots(request, roots);
      default -> unknown(request);
    };
  }

  private static RpcResponse ownRoots(RpcRequest request, JsonArray roots) {
    return roots.size() == 0
        ? unknown(request)
        : new RpcResponse.Success(request.id(), JsonObject.of("roots", roots));
  }

  private static RpcResponse unknown(RpcRequest request) {
    return error(request, ErrorCode.METHOD_NOT_FOUND, "method not found");
  }

  private static RpcResponse error(RpcRequest request, int code, String text) {
    return new RpcResponse.Refusal(Optional.of(request.id()), new McpError(code, text));
  }
}
