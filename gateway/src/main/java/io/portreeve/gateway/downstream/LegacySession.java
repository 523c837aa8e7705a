package io.portreeve.gateway.downstream;

import io.portreeve.gateway.journey.Doorway;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.ClientHandshake;
import io.portreeve.mcp.legacy.FromClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What one stateful client negotiated and what it has under way, whatever the transport: its
 * messages go in here, and what is said to it comes out of the stream that each came with.
 */
final class LegacySession implements AutoCloseable {
  /** Until a client sets another level it gets what a server thinks worth telling. */
  private static final LogLevel UNSET = LogLevel.INFO;

  private final LegacyCore core;
  private final ClientHandshake client;
  private final JsonObject capabilities;
  private final InFlight inFlight;
  private final Waiting waiting = new Waiting();
  private final Inputs inputs;
  private final Listening listening;
  private final Consumer<LogLevel> chosen;
  private volatile LogLevel level = UNSET;

  /**
   * @param capabilities what the client was offered
   * @param news takes what is said to the client about none of its requests
   * @param chosen is told of each level that the client sets, before it is in force
   */
  LegacySession(
      LegacyCore core,
      ClientHandshake client,
      JsonObject capabilities,
      ClientStream news,
      Consumer<LogLevel> chosen) {
    this.core = core;
    this.client = client;
    this.capabilities = capabilities;
    this.chosen = chosen;
    this.inFlight = new InFlight(core.limits().requests());
    this.inputs = new Inputs(core, client, waiting);
    this.listening = new Listening(core, client, capabilities, news);
  }

  ClientHandshake client() {
    return client;
  }

  boolean idle() {
    return inFlight.isEmpty();
  }

  /**
   * Answers a request on a thread of its own; {@code ended} runs once, whatever becomes of it. A
   * cancelled request gets no response.
   *
   * @return what cancels it, and no other that has its id afterwards
   */
  InFlight.Start request(
      Doorway.Entry.Open entry, RpcRequest rpc, ClientStream out, Runnable ended) {
    InFlight.Start start =
        inFlight.start(rpc.id(), answering -> run(entry, rpc, out.before(answering), ended));
    switch (start) {
      case InFlight.Start.Begun _ -> {}
      case InFlight.Start.Duplicate _ -> refuse(entry, rpc, out, ended, "the id is in use");
      case InFlight.Start.TooMany _ ->
          refuse(entry, rpc, out, ended, "too many requests under way");
    }
    return start;
  }

  private void refuse(
      Doorway.Entry.Open entry, RpcRequest rpc, ClientStream out, Runnable ended, String why) {
    guarded(
        () -> {
          core.audit().turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, why);
          out.send(refusal(rpc.id(), new McpError(ErrorCode.INVALID_REQUEST, why)));
        },
        ended);
  }

  private void run(Doorway.Entry.Open entry, RpcRequest rpc, ClientStream out, Runnable ended) {
    guarded(() -> answer(entry, rpc, out), ended);
  }

  /** What may be interrupted by the client, or by the end of its session. */
  private interface Step {
    void run() throws InterruptedException;
  }

  private static void guarded(Step step, Runnable ended) {
    try {
      step.run();
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
    } finally {
      ended.run();
    }
  }

  private void answer(Doorway.Entry.Open entry, RpcRequest rpc, ClientStream out)
      throws InterruptedException {
    try {
      switch (rpc.method()) {
        case "ping" -> out.send(done(rpc));
        case "logging/setLevel" -> {
          setLevel(rpc.params());
          out.send(done(rpc));
        }
        case "resources/subscribe" -> out.send(subscribed(entry, rpc));
        case "resources/unsubscribe" -> {
          listening.unsubscribe(entry, uri(rpc.params()));
          out.send(done(rpc));
        }
        case ClientHandshake.METHOD ->
            throw ProtocolException.invalidRequest("already initialized");
        default ->
            new LegacyExchange(core, client, inputs, rpc.id(), out)
                .run(entry, FromClient.request(rpc.method(), rpc.params(), client, level));
      }
    } catch (ProtocolException unfit) {
      core.audit().turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, unfit.error().message());
      out.send(refusal(rpc.id(), unfit.error()));
    } catch (RuntimeException broken) {
      core.audit().turnedAway(entry.arrival(), Reason.CONTROL_FAILED, broken.getClass().getName());
      String text = "the gateway could not complete the request";
      out.send(refusal(rpc.id(), new McpError(ErrorCode.INTERNAL_ERROR, text)));
    }
  }

  private static RpcResponse done(RpcRequest rpc) {
    return new RpcResponse.Success(rpc.id(), JsonObject.empty());
  }

  private static RpcResponse refusal(RequestId id, McpError error) {
    return new RpcResponse.Refusal(Optional.of(id), error);
  }

  private void setLevel(JsonObject params) {
    if (!capabilities.has("logging")) {
      throw ProtocolException.methodNotFound();
    }
    LogLevel next =
        params
            .string("level")
            .flatMap(LogLevel::of)
            .orElseThrow(() -> ProtocolException.invalidParams("`level` is unknown"));
    chosen.accept(next);
    level = next;
  }

  /** The client set this level, be it at another node. */
  void level(LogLevel next) {
    level = next;
  }

  private RpcResponse subscribed(Doorway.Entry.Open entry, RpcRequest rpc)
      throws InterruptedException {
    return listening
        .subscribe(entry, uri(rpc.params()))
        .map(error -> refusal(rpc.id(), error))
        .orElseGet(() -> done(rpc));
  }

  private static ResourceUri uri(JsonObject params) {
    return params
        .string("uri")
        .map(ResourceUri::new)
        .orElseThrow(() -> ProtocolException.invalidParams("`uri` must be a string"));
  }

  /** Unknown notifications are dropped: nobody could answer them. */
  void notification(RpcNotification rpc) {
    if (rpc.method().equals("notifications/cancelled")) {
      inFlight.cancel(new Cancelled(rpc.params()).requestId());
    }
  }

  /** Whether somebody waits for it; an answer to nothing is dropped: it may have come too late. */
  boolean response(RpcResponse response) {
    return waiting.answered(response);
  }

  /** From now on the client is told of changes of lists, if a server tells of them. */
  void listen(Doorway.Entry.Open entry) {
    listening.open(entry);
  }

  /** Nothing is listened for while nobody reads what would be told. */
  void pause(BooleanSupplier unread) {
    listening.pause(unread);
  }

  /** Lets what is under way finish, for so long, and ends the session. */
  void drain(Duration patience) throws InterruptedException {
    try {
      inFlight.await(patience);
    } finally {
      close();
    }
  }

  /** Cancels whatever is under way. */
  @Override
  public void close() {
    inFlight.cancelAll();
    listening.close();
  }
}
