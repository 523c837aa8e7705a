package io.portreeve.gateway.downstream;

import io.portreeve.gateway.journey.Doorway;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.ClientHandshake;
import io.portreeve.mcp.legacy.FromClient;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes a discovery of an {@code initialize}, judged like any request. */
final class Discovery {
  private static final int LONGEST_INFO = 16 * 1024;

  private final LegacyCore core;
  private McpError refused = new McpError(ErrorCode.INTERNAL_ERROR, "no server answered");
  private Optional<DiscoverResult> offer = Optional.empty();

  private Discovery(LegacyCore core) {
    this.core = core;
  }

  /** What an {@code initialize} leads to. */
  sealed interface Opening {
    /** The response to send. */
    RpcResponse response();

    /** A session may begin. */
    record Opened(ClientHandshake client, DiscoverResult offer, RpcResponse response)
        implements Opening {}

    /** None may. */
    record Refused(RpcResponse response) implements Opening {}
  }

  static Opening of(LegacyCore core, Doorway.Entry.Open entry, RpcRequest initialize)
      throws InterruptedException {
    try {
      ClientHandshake client = ClientHandshake.of(initialize.params());
      requireShort(client);
      return new Discovery(core).ask(entry, initialize, client);
    } catch (ProtocolException unfit) {
      core.audit().turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, unfit.error().message());
      return refused(initialize, unfit.error());
    }
  }

  /** It is kept as long as the session, and sent with each of its requests. */
  private static void requireShort(ClientHandshake client) throws ProtocolException {
    String info = client.clientInfo().map(JsonObject::toString).orElse("");
    if (info.getBytes(StandardCharsets.UTF_8).length > LONGEST_INFO) {
      throw ProtocolException.invalidParams("`clientInfo` is longer than 16 KiB");
    }
  }

  private Opening ask(Doorway.Entry.Open entry, RpcRequest initialize, ClientHandshake client)
      throws InterruptedException {
    JsonObject params = FromClient.claiming(JsonObject.empty(), client, LogLevel.INFO);
    core.journey().travel(entry, client.revision(), new Discover(params), this::deliver);
    return offer
        .<Opening>map(found ->
            new Opening.Opened(
                client,
                found,
                new RpcResponse.Success(initialize.id(), client.answer(found, OwnName.INSTANCE))))
        .orElseGet(() -> refused(initialize, refused));
  }

  private void deliver(ServerMessage message) {
    switch (message) {
      case DiscoverResult found -> offer = Optional.of(found);
      case Failure failure -> refused = failure.error();
      case Result _, Notification _ -> {}
    }
  }

  private static Opening refused(RpcRequest initialize, McpError error) {
    return new Opening.Refused(new RpcResponse.Refusal(Optional.of(initialize.id()), error));
  }
}
