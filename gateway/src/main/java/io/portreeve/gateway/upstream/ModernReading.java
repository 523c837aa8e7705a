package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.FromServer;
import io.portreeve.mcp.legacy.ServerHandshake;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads what a stateless server says to one request: the notifications that it may cause, and its
 * one answer. An answer that must not be fails the request. For one thread.
 */
final class ModernReading {
  private final Request asked;
  private final RequestId id;
  private final Notices notices;

  ModernReading(Request asked, RequestId id, int mostNotifications, Consumer<String> dropped) {
    this.asked = asked;
    this.id = id;
    this.notices = new Notices(asked, id.json(), mostNotifications, dropped);
  }

  /** What of the message goes on; empty if nothing does. */
  Optional<ServerMessage> read(RpcMessage message) throws UpstreamException {
    return switch (message) {
      case RpcNotification notification -> notices.read(notification).map(passed -> passed);
      case RpcResponse response -> Optional.of(answer(response));
      case RpcRequest _ ->
          throw new UpstreamException("the server sent a request, which this revision forbids");
    };
  }

  private ServerMessage answer(RpcResponse response) throws UpstreamException {
    return switch (response) {
      case RpcResponse.Success success -> {
        expect(success.id().equals(id));
        yield result(success.result());
      }
      case RpcResponse.Refusal refusal -> {
        expect(refusal.id().isEmpty() || refusal.id().get().equals(id));
        yield new Failure(error(refusal.error()));
      }
    };
  }

  private static void expect(boolean ours) throws UpstreamException {
    if (!ours) {
      throw new UpstreamException("the server answered another request than the one sent");
    }
  }

  private Result result(JsonObject body) throws UpstreamException {
    try {
      Result result =
          Result.of(asked, MetaKeys.withoutReserved(body, Set.of(MetaKeys.SERVER_INFO)));
      return result instanceof DiscoverResult discovered ? carried(discovered) : result;
    } catch (ProtocolException malformed) {
      throw new UpstreamException("the server's result is refused: " + malformed.getMessage());
    }
  }

  private static DiscoverResult carried(DiscoverResult result) {
    JsonObject capabilities = ServerHandshake.carried(result.capabilities());
    return result.withJson(result.json().with("capabilities", capabilities));
  }

  /** The client's missing capability is its own business; all other reserved codes are ours. */
  private static McpError error(McpError error) {
    return error.code() == ErrorCode.MISSING_CLIENT_CAPABILITY ? error : FromServer.error(error);
  }
}
