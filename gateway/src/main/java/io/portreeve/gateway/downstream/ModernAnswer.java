package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.sse.SseWriter;
import java.util.Optional;

/**
 * Writes the answer to one request: a JSON body when the first message is the last, and a stream of
 * events otherwise.
 */
final class ModernAnswer implements ServerStream, AutoCloseable {
  private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

  private final RequestId id;
  private final boolean listens;
  private final HttpReply reply;
  private final StreamClock clock;
  private Optional<EventStream> stream = Optional.empty();

  ModernAnswer(RequestId id, Request asked, HttpReply reply, StreamClock clock) {
    this.id = id;
    this.listens = asked instanceof Listen;
    this.reply = reply;
    this.clock = clock;
  }

  @Override
  public void deliver(ServerMessage message) throws InterruptedException {
    switch (message) {
      case Notification notification ->
          opened()
              .write(
                  SseWriter.message(
                      new RpcNotification(notification.method(), tagged(notification.params()))
                          .toJson()));
      case Result result -> last(HttpStatus.OK, new RpcResponse.Success(id, signed(result)));
      case Failure failure ->
          last(
              HttpStatus.of(failure.error()),
              new RpcResponse.Refusal(Optional.of(id), failure.error()));
    }
  }

  private void last(int status, RpcResponse response) throws InterruptedException {
    if (stream.isPresent()) {
      stream.get().write(SseWriter.message(response.toJson()));
    } else {
      Answers.json(reply, status, response.toJson());
    }
  }

  private EventStream opened() {
    EventStream open = stream.orElseGet(() -> new EventStream(reply, clock));
    stream = Optional.of(open);
    return open;
  }

  /** Every message of a listening stream carries the id of the request that the client knows. */
  private JsonObject tagged(JsonObject params) {
    return listens ? withMeta(params, Notification.SUBSCRIPTION_ID, id.json()) : params;
  }

  private JsonObject signed(Result result) {
    JsonObject json = tagged(result.json());
    boolean known = json.object("_meta").filter(meta -> meta.has(SERVER_INFO)).isPresent();
    return known ? json : withMeta(json, SERVER_INFO, OwnName.INSTANCE);
  }

  private static JsonObject withMeta(JsonObject json, String name, Json value) {
    JsonObject meta = json.object("_meta").orElse(JsonObject.empty());
    return json.with("_meta", meta.with(name, value));
  }

  @Override
  public void close() {
    stream.ifPresent(EventStream::close);
  }
}
