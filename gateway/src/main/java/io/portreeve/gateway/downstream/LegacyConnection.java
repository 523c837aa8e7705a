package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.Hold;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.ClientHandshake;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A stateful client on a connection that is its alone (stdio, or the stream of HTTP+SSE): the
 * session begins with its {@code initialize}, once, and ends with the connection.
 */
final class LegacyConnection implements Conversing {
  private final LegacyCore core;
  private final ClientStream out;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile Optional<LegacySession> session = Optional.empty();
  private volatile boolean over;

  LegacyConnection(LegacyCore core, ClientStream out) {
    this.core = core;
    this.out = out;
  }

  @Override
  public void take(Json body, Doorway.Entry.Open entry) throws InterruptedException {
    take(body, entry, Hold::nothing);
  }

  /**
   * Likewise.
   *
   * @param hold holds what was received, for each request of it that is under way
   */
  void take(Json body, Doorway.Entry.Open entry, Supplier<Hold> hold) throws InterruptedException {
    try {
      for (RpcMessage message : messages(body)) {
        take(message, core.arrivals().again(entry), hold);
      }
    } catch (ProtocolException unfit) {
      refuse(entry, Optional.empty(), unfit.error());
    }
  }

  private List<RpcMessage> messages(Json body) {
    if (body instanceof JsonObject message) {
      return List.of(RpcMessage.of(message));
    }
    boolean batches =
        session.filter(it -> it.client().revision() == Revision.V2025_03_26).isPresent();
    if (batches && body instanceof JsonArray batch) {
      return Batch.read(batch, core.limits().batch());
    }
    throw ProtocolException.invalidRequest("a message is an object");
  }

  private void take(RpcMessage message, Doorway.Entry.Open entry, Supplier<Hold> hold)
      throws InterruptedException {
    switch (message) {
      case RpcRequest asked -> request(asked, entry, hold);
      case RpcNotification said -> notification(said, entry);
      case RpcResponse answer -> {
        boolean _ = session.filter(open -> open.response(answer)).isPresent();
      }
    }
  }

  private void request(RpcRequest asked, Doorway.Entry.Open entry, Supplier<Hold> hold)
      throws InterruptedException {
    if (asked.method().equals(ClientHandshake.METHOD) && begun.compareAndSet(false, true)) {
      begin(asked, entry);
    } else if (session.isPresent()) {
      var _ = session.get().request(entry, asked, out, hold.get()::close);
    } else if (asked.method().equals("ping")) {
      out.send(new RpcResponse.Success(asked.id(), JsonObject.empty()));
    } else {
      McpError error = new McpError(ErrorCode.INVALID_REQUEST, "`initialize` comes first");
      refuse(entry, Optional.of(asked.id()), error);
    }
  }

  /** A client that was refused may try again. */
  private void begin(RpcRequest asked, Doorway.Entry.Open entry) throws InterruptedException {
    Discovery.Opening opening = Discovery.of(core, entry, asked);
    switch (opening) {
      case Discovery.Opening.Opened opened ->
          session =
              Optional.of(
                  new LegacySession(
                      core, opened.client(), opened.offer().capabilities(), out, _ -> {}));
      case Discovery.Opening.Refused _ -> begun.set(false);
    }
    out.send(opening.response());
    if (over) {
      close();
    }
  }

  private void notification(RpcNotification said, Doorway.Entry.Open entry) {
    if (session.isPresent()) {
      session.get().notification(said);
      if (said.method().equals("notifications/initialized")) {
        session.get().listen(entry);
      }
    }
  }

  private void refuse(Doorway.Entry.Open entry, Optional<RequestId> id, McpError error)
      throws InterruptedException {
    core.audit().turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, error.message());
    out.send(new RpcResponse.Refusal(id, error));
  }

  @Override
  public void drain(Duration patience) throws InterruptedException {
    if (session.isPresent()) {
      session.get().drain(patience);
    }
  }

  @Override
  public void close() {
    over = true;
    session.ifPresent(LegacySession::close);
  }
}
