package io.portreeve.gateway.downstream;

import io.portreeve.gateway.journey.Doorway;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * A client of 2026-07-28 on stdio: requests interleave, each on a thread of its own, and nothing is
 * inferred from those before it (specification 2026-07-28, stdio).
 */
final class ModernConnection implements Conversing {
  private final LegacyCore core;
  private final ClientStream out;
  private final InFlight answering;
  private final InFlight listening;

  ModernConnection(LegacyCore core, ClientStream out) {
    this.core = core;
    this.out = out;
    this.answering = new InFlight(core.limits().requests());
    this.listening = new InFlight(core.limits().requests());
  }

  @Override
  public void take(Json body, Doorway.Entry.Open entry) throws InterruptedException {
    Optional<RequestId> id = Optional.empty();
    try {
      if (!(body instanceof JsonObject message)) {
        throw ProtocolException.invalidRequest("a message is an object");
      }
      switch (RpcMessage.of(message)) {
        case RpcRequest rpc -> {
          id = Optional.of(rpc.id());
          request(rpc, entry);
        }
        case RpcNotification said -> notification(said);
        case RpcResponse _ -> throw ProtocolException.invalidRequest("a client sends no responses");
      }
    } catch (ProtocolException unfit) {
      refuse(entry, id, unfit.error());
    } catch (Misfit misfit) {
      refuse(entry, id, misfit.error());
    }
  }

  private void request(RpcRequest rpc, Doorway.Entry.Open entry) throws Misfit {
    Request asked = ModernLadder.withoutHeaders(rpc);
    InFlight places = asked instanceof Listen ? listening : answering;
    switch (places.start(
        rpc.id(), answering -> travel(rpc.id(), asked, entry, out.before(answering)))) {
      case InFlight.Start.Begun _ -> {}
      case InFlight.Start.Duplicate _ -> throw ProtocolException.invalidRequest("the id is in use");
      case InFlight.Start.TooMany _ ->
          throw new ProtocolException(
              new McpError(ErrorCode.TOO_MANY, "too many requests under way"));
    }
  }

  private void travel(RequestId id, Request asked, Doorway.Entry.Open entry, ClientStream answers) {
    ModernWords words = new ModernWords(id, asked);
    try {
      core.journey()
          .travel(entry, Revision.V2026_07_28, asked, message -> answers.send(words.of(message)));
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
    }
  }

  private void notification(RpcNotification said) {
    if (said.method().equals("notifications/cancelled")) {
      RequestId id = new Cancelled(said.params()).requestId();
      answering.cancel(id);
      listening.cancel(id);
    }
  }

  private void refuse(Doorway.Entry.Open entry, Optional<RequestId> id, McpError error)
      throws InterruptedException {
    core.audit().turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, error.message());
    out.send(new RpcResponse.Refusal(id, error));
  }

  @Override
  public void drain(Duration patience) throws InterruptedException {
    listening.cancelAll();
    answering.await(patience);
  }

  @Override
  public void close() {
    listening.cancelAll();
    answering.cancelAll();
  }
}
