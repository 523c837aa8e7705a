package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One connection to a stateless server on which many requests go at once: answers find their
 * request by its id, progress by its token, a listener's notifications by its subscription id.
 *
 * <p>A log line names no request: it belongs to the only one under way that wants logs, or to none.
 */
final class ModernConnection implements Connection.Ear, Pool.Shared {
  private final UpstreamSettings settings;
  private final Connection connection;
  private final HeldAnswers answers;
  private final UpstreamObserver observer;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Json, Waiting> waiting = new ConcurrentHashMap<>();

  private volatile boolean started;

  private record Waiting(Request asked, Sound.Ear ear) {}

  ModernConnection(
      UpstreamSettings settings,
      Connection connection,
      HeldAnswers answers,
      UpstreamObserver observer) {
    this.answers = answers;
    this.settings = settings;
    this.connection = connection;
    this.observer = observer;
  }

  void open() throws UpstreamException, InterruptedException {
    connection.open(this);
  }

  RequestId nextId() {
    return RequestId.of(lastId.incrementAndGet());
  }

  void request(RpcRequest request, Request asked, Sound.Ear ear)
      throws UpstreamException, InterruptedException {
    if (!connection.isAlive()) {
      ear.hear(new Sound.Lost("the connection has ended", true));
      return;
    }
    waiting.put(request.id().json(), new Waiting(asked, ear));
    connection.send(request);
    if (!connection.isAlive() && waiting.remove(request.id().json()) != null) {
      ear.hear(new Sound.Lost("the connection ended", false));
    }
  }

  /** No longer waits for an answer; the server is told, if it has not answered. */
  void end(RequestId id) {
    answers.give(id);
    if (waiting.remove(id.json()) == null || !connection.isAlive()) {
      return;
    }
    JsonObject params = JsonObject.of("requestId", id.json());
    try {
      connection.send(new RpcNotification("notifications/cancelled", params));
    } catch (UpstreamException undelivered) {
      saw(Oddity.ANSWER_UNDELIVERED, "a cancellation");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void heard(RpcMessage message, int size) {
    switch (message) {
      case RpcResponse response -> answered(response, size);
      case RpcNotification notification -> said(notification, size);
      case RpcRequest _ -> saw(Oddity.REQUEST_REFUSED, "a request, which this revision forbids");
    }
  }

  /** Whether it has ever answered: before that, it may still be starting. */
  boolean started() {
    return started;
  }

  private void answered(RpcResponse response, int size) {
    started = true;
    Optional<RequestId> id =
        switch (response) {
          case RpcResponse.Success success -> Optional.of(success.id());
          case RpcResponse.Refusal refusal -> refusal.id();
        };
    Optional<RequestId> wanted = id.filter(it -> waiting.containsKey(it.json()));
    RpcResponse answer = wanted.map(it -> answers.held(it, response, size)).orElse(response);
    Optional<Waiting> whose = wanted.flatMap(it -> Optional.ofNullable(waiting.remove(it.json())));
    if (whose.isPresent()) {
      whose.get().ear().hear(new Sound.Answered(answer));
    } else {
      wanted.ifPresent(answers::give);
      saw(Oddity.ANSWER_TO_NOTHING, "an answer that nobody waits for");
    }
  }

  private void said(RpcNotification said, int size) {
    Optional<Waiting> whose =
        switch (said.method()) {
          case Progress.METHOD -> waitingFor(said.params().get("progressToken"));
          case LogMessage.METHOD -> onlyOneForLogs();
          case "notifications/cancelled" -> {
            tornDown(said.params().get("requestId"));
            yield Optional.empty();
          }
          default -> waitingFor(subscription(said));
        };
    if (whose.isPresent()) {
      whose.get().ear().hear(new Sound.Said(said, size));
    } else if (!said.method().equals("notifications/cancelled")) {
      saw(Oddity.NOTIFICATION_REFUSED, "a notification for no request");
    }
  }

  private static Optional<Json> subscription(RpcNotification said) {
    return said.params()
        .object(MetaKeys.META)
        .flatMap(meta -> meta.get(Notification.SUBSCRIPTION_ID));
  }

  private Optional<Waiting> waitingFor(Optional<Json> id) {
    return id.flatMap(it -> Optional.ofNullable(waiting.get(it)));
  }

  private Optional<Waiting> onlyOneForLogs() {
    List<Waiting> want =
        waiting.values().stream()
            .filter(it -> !(it.asked() instanceof Listen))
            .filter(it -> it.asked().meta().logLevel().flatMap(LogLevel::of).isPresent())
            .limit(2)
            .toList();
    return want.size() == 1 ? Optional.of(want.getFirst()) : Optional.empty();
  }

  /**
   * A server ends a listening stream so, with or without an answer (specification, cancellation).
   */
  private void tornDown(Optional<Json> id) {
    Optional<Waiting> whose = waitingFor(id).filter(it -> it.asked() instanceof Listen);
    if (whose.isPresent() && waiting.remove(id.get()) != null) {
      JsonObject done = JsonObject.empty().with(Result.RESULT_TYPE, Result.COMPLETE);
      whose
          .get()
          .ear()
          .hear(new Sound.Answered(new RpcResponse.Success(new RequestId(id.get()), done)));
    }
  }

  @Override
  public void ended(String why) {
    waiting
        .values()
        .forEach(it -> it.ear().hear(new Sound.Lost("the server ended: " + why, false)));
    waiting.clear();
    if (!why.equals("closed")) {
      saw(Oddity.ENDED, why);
    }
  }

  private void saw(Oddity oddity, String detail) {
    observer.saw(settings.id(), oddity, detail);
  }

  @Override
  public boolean isAlive() {
    return connection.isAlive();
  }

  @Override
  public void close() {
    connection.close();
  }
}
