package io.portreeve.agent.tools;

import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.stdio.LineTooLong;
import io.portreeve.mcp.stdio.Lines;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Requests and their answers over one {@link Link}. Many threads may ask at once, and each hears
 * what belongs to its own request.
 */
final class Wire {
  private static final JsonLimits LIMITS = JsonLimits.defaults();

  private final Link link;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicLong last = new AtomicLong();
  private final Map<RequestId, BlockingQueue<Optional<RpcMessage>>> asked =
      new ConcurrentHashMap<>();
  private volatile Optional<String> end = Optional.empty();

  Wire(Link link) {
    this.link = link;
    var _ = Thread.ofVirtual().name("agent-wire").start(this::read);
  }

  /**
   * Asks, and returns with the answer; what is told before it goes to {@code told}, on this thread.
   * Interrupted, it calls the request off.
   *
   * @param meta is put into {@code params}, with a token for progress
   */
  RpcResponse ask(String method, JsonObject params, JsonObject meta, Consumer<Progress> told)
      throws ToolsFailure, InterruptedException {
    RequestId id = RequestId.of(last.incrementAndGet());
    BlockingQueue<Optional<RpcMessage>> heard = new LinkedBlockingQueue<>();
    asked.put(id, heard);
    try {
      JsonObject marked = params.with("_meta", meta.with("progressToken", id.json()));
      send(new RpcRequest(id, method, marked));
      return answer(heard, told);
    } catch (InterruptedException interrupted) {
      callOff(id, interrupted);
      throw interrupted;
    } finally {
      asked.remove(id);
    }
  }

  private RpcResponse answer(BlockingQueue<Optional<RpcMessage>> heard, Consumer<Progress> told)
      throws ToolsFailure, InterruptedException {
    while (true) {
      // Whoever asks after the end is told of it by nobody else.
      end.ifPresent(_ -> heard.add(Optional.empty()));
      Optional<RpcMessage> next = heard.take();
      if (next.isEmpty()) {
        throw new ToolsFailure("the gateway is gone: " + end.orElse("it ended"));
      }
      if (next.get() instanceof RpcResponse answer) {
        return answer;
      }
      if (next.get() instanceof RpcNotification note) {
        told.accept(new Progress(note.params()));
      }
    }
  }

  /** Where the gateway is gone, nothing runs there any more. */
  private void callOff(RequestId id, InterruptedException interrupted) {
    try {
      send(new RpcNotification("notifications/cancelled", JsonObject.of("requestId", id.json())));
    } catch (ToolsFailure gone) {
      interrupted.addSuppressed(gone);
    }
  }

  private void send(RpcMessage message) throws ToolsFailure {
    if (end.isPresent()) {
      throw new ToolsFailure("the gateway is gone: " + end.get());
    }
    writing.lock();
    try {
      Lines.write(link.out(), message.toJson());
    } catch (IOException gone) {
      throw new ToolsFailure("the gateway is gone: it hears nothing", gone);
    } finally {
      writing.unlock();
    }
  }

  private void read() {
    String why = "it ended";
    try {
      Lines lines = new Lines(link.in(), LIMITS.bytes());
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        take(RpcMessage.of(object(line.get())));
      }
    } catch (IOException | LineTooLong | JsonRefused | ProtocolException unreadable) {
      why = String.valueOf(unreadable.getMessage());
    }
    end = Optional.of(why);
    asked.values().forEach(heard -> heard.add(Optional.empty()));
  }

  private static JsonObject object(byte[] line) throws JsonRefused {
    if (JsonReader.read(line, LIMITS) instanceof JsonObject message) {
      return message;
    }
    throw ProtocolException.invalidRequest("a message is an object");
  }

  private void take(RpcMessage message) {
    switch (message) {
      case RpcResponse.Success answer -> hand(answer.id(), answer);
      case RpcResponse.Refusal(Optional<RequestId> id, McpError error) ->
          hand(id.orElseThrow(() -> new ProtocolException(error)), message);
      case RpcNotification note when note.method().equals(Progress.METHOD) ->
          hand(new RequestId(new Progress(note.params()).token()), note);
      // Logs are for the operator, who has them from the gateway; nothing else is asked for.
      case RpcNotification _, RpcRequest _ -> {}
    }
  }

  /** What belongs to no request, or to one that nobody waits for any more, is dropped. */
  private void hand(RequestId id, RpcMessage message) {
    BlockingQueue<Optional<RpcMessage>> heard = asked.get(id);
    if (heard != null) {
      heard.add(Optional.of(message));
    }
  }
}
