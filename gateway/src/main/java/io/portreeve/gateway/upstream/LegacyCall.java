package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.ClientCapabilities;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.legacy.FromServer;
import io.portreeve.mcp.legacy.InputRequests;
import io.portreeve.mcp.legacy.ToServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One request to a stateful server, from its sending to its answer. Requests of the server that
 * belong to it become an {@link InputRequired}; the call is then over for the client and waits,
 * parked, until the client comes back with the answers.
 *
 * <p>For one thread at a time, except that any thread may make it hear something.
 */
final class LegacyCall implements Sound.Ear {
  /** How long we wait for more requests of the server before we put them to the client together. */
  static final Duration SIBLINGS = Duration.ofMillis(40);

  private static final int MOST_PENDING = 16;

  private final LegacySession session;
  private final Request asked;
  private final RequestId id;
  private final Inbox inbox;
  private Notices notices;
  private final AtomicInteger lastBell = new AtomicInteger();
  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private int keys;
  private int quiet;
  private int timeout;

  /** A request of the server that the client is to answer. */
  private record Pending(RpcRequest request, InputRequest asks) {}

  /** How a thread's work on a call ends. */
  enum End {
    ANSWERED,
    /** The client is to be asked; the call waits. */
    PARKED
  }

  /** Keeps a call until its client comes back. */
  interface Parking {
    /** Gives the state that the client is to come back with. */
    String park() throws UpstreamException;

    void unpark(String state);
  }

  LegacyCall(LegacySession session, Request asked) {
    this.session = session;
    this.asked = asked;
    this.id = session.nextId();
    this.inbox = session.inbox();
    this.notices = noticesFor(asked);
  }

  /** A retry has a progress token and wishes of its own. */
  private Notices noticesFor(Request request) {
    return new Notices(
        request,
        id.json(),
        session.settings().limits().maxNotifications(),
        why -> session.saw(Oddity.NOTIFICATION_REFUSED, why));
  }

  RequestId id() {
    return id;
  }

  Request asked() {
    return asked;
  }

  LegacySession session() {
    return session;
  }

  @Override
  public void hear(Sound sound) {
    switch (sound) {
      case Sound.Asked ask when ask.request().method().equals("ping") ->
          session.refuse(ask.request());
      case Sound.Said said when !isMine(said.notification()) -> session.broadcast(said);
      case Sound.Asked _,
          Sound.Said _,
          Sound.Answered _,
          Sound.Lost _,
          Sound.Unasked _,
          Sound.Rang _ ->
          inbox.hear(sound);
    }
  }

  private static boolean isMine(RpcNotification notification) {
    return switch (notification.method()) {
      case Progress.METHOD, LogMessage.METHOD, "notifications/cancelled" -> true;
      default -> false;
    };
  }

  void begin() throws UpstreamException, InterruptedException {
    JsonObject params = ToServer.params(asked, session.handshake().revision());
    boolean progress = asked.meta().progressToken().isPresent();
    session.begin(
        this,
        new RpcRequest(
            id, asked.method(), progress ? ToServer.withToken(params, id.json()) : params));
  }

  /**
   * Hands on what comes until the server has answered, or asked.
   *
   * @throws SessionLost when the session ended before
   */
  End run(ServerStream out, Parking parking)
      throws UpstreamException, SessionLost, InterruptedException {
    timeout = lastBell.incrementAndGet();
    Alarms.Pending alarm = ring(session.settings().timeout(), timeout);
    boolean over = false;
    try {
      if (!pending.isEmpty()) {
        collectSiblings();
      }
      while (true) {
        switch (inbox.take()) {
          case Sound.Said said -> said(said.notification(), out);
          case Sound.Asked ask -> asked(ask.request());
          case Sound.Answered answered -> {
            over = true;
            session.answered(this);
            try {
              out.deliver(translated(answered.response()));
            } finally {
              session.end(this);
            }
            return End.ANSWERED;
          }
          case Sound.Lost lost -> {
            over = true;
            session.end(this);
            throw new SessionLost(lost);
          }
          case Sound.Unasked unasked -> {
            over = true;
            session.end(this);
            throw unasked.none();
          }
          case Sound.Rang rang when rang.bell() == timeout ->
              throw new UpstreamException("the server took too long");
          case Sound.Rang rang when rang.bell() == quiet && !pending.isEmpty() -> {
            over = true;
            alarm.cancel();
            park(out, parking);
            return End.PARKED;
          }
          case Sound.Rang _ -> {} // of an earlier round
        }
      }
    } finally {
      alarm.cancel();
      if (!over) {
        giveUp();
      }
    }
  }

  /** Ends the call at the server, which may still wait for answers. */
  void giveUp() {
    pending.values().forEach(each -> session.refuse(each.request()));
    pending.clear();
    session.cancel(this, "no longer wanted");
  }

  private void said(RpcNotification notification, ServerStream out) throws InterruptedException {
    if (notification.method().equals("notifications/cancelled")) {
      Optional<Json> cancelled = notification.params().get("requestId");
      pending.values().removeIf(each -> Optional.of(each.request().id().json()).equals(cancelled));
      return;
    }
    Optional<Notification> passed = notices.read(notification);
    if (passed.isPresent()) {
      out.deliver(passed.get());
    }
  }

  private void asked(RpcRequest request) {
    Optional<InputRequest> asks = askable(request);
    if (asks.isEmpty() || pending.size() >= MOST_PENDING) {
      session.refuse(request);
      return;
    }
    keys++;
    pending.put(word(asks.get()) + "-" + keys, new Pending(request, asks.get()));
    collectSiblings();
  }

  private void collectSiblings() {
    quiet = lastBell.incrementAndGet();
    var _ = ring(SIBLINGS, quiet);
  }

  private Alarms.Pending ring(Duration delay, int bell) {
    return session.alarms().after(delay, () -> inbox.hear(new Sound.Rang(bell)));
  }

  /** What the client is to be asked; empty if this client must not be, about this request. */
  private Optional<InputRequest> askable(RpcRequest request) {
    try {
      InputRequest asks = InputRequests.of(request.method(), request.params());
      boolean ours = asks instanceof InputRequest.Roots && session.settings().roots().size() > 0;
      boolean fits = asked instanceof Answerable && InputRequests.declared(asks, client());
      return fits && !ours ? Optional.of(asks) : Optional.empty();
    } catch (ProtocolException neverAsked) {
      return Optional.empty();
    }
  }

  private ClientCapabilities client() {
    return asked.meta().clientCapabilities();
  }

  private static String word(InputRequest asks) {
    return switch (asks) {
      case InputRequest.Elicit _ -> "elicitation";
      case InputRequest.Sample _ -> "sampling";
      case InputRequest.Roots _ -> "roots";
    };
  }

  private void park(ServerStream out, Parking parking)
      throws UpstreamException, InterruptedException {
    JsonObjectBuilder requests = JsonObject.builder();
    pending.forEach((key, each) -> requests.put(key, each.asks().toJson()));
    // Once it is parked, the client may come back, on another thread, before we return.
    String state = parkOrGiveUp(parking);
    boolean delivered = false;
    try {
      out.deliver(
          new InputRequired(
              JsonObject.builder()
                  .put(Result.RESULT_TYPE, Result.INPUT_REQUIRED)
                  .put("inputRequests", requests.build())
                  .put(Answerable.REQUEST_STATE, state)
                  .build()));
      delivered = true;
    } finally {
      if (!delivered) {
        parking.unpark(state);
      }
    }
  }

  private String parkOrGiveUp(Parking parking) throws UpstreamException {
    boolean parked = false;
    try {
      String state = parking.park();
      parked = true;
      return state;
    } finally {
      if (!parked) {
        giveUp();
      }
    }
  }

  /**
   * What the client answered, for the requests of the server that it answers; other keys are
   * ignored.
   *
   * @throws ProtocolException when it is not an answer to what was asked; nothing was used then
   */
  Map<String, RpcResponse> answers(JsonObject responses) {
    Map<String, RpcResponse> answers = new LinkedHashMap<>();
    pending.forEach((key, each) ->
        responses
            .get(key)
            .ifPresent(given ->
                answers.put(
                    key,
                    new RpcResponse.Success(
                        each.request().id(),
                        InputRequests.answer(
                            each.asks(), given, session.handshake().revision())))));
    return answers;
  }

  /** Gives the server what the client answered; what goes on now is for the retry. */
  void resume(Request retry, Map<String, RpcResponse> answers)
      throws UpstreamException, InterruptedException {
    notices = noticesFor(retry);
    boolean told = false;
    try {
      for (Map.Entry<String, RpcResponse> answer : answers.entrySet()) {
        session.tell(answer.getValue());
        pending.remove(answer.getKey());
      }
      told = true;
    } finally {
      if (!told) {
        giveUp();
      }
    }
  }

  private ServerMessage translated(RpcResponse response) throws UpstreamException {
    try {
      return switch (response) {
        case RpcResponse.Success success ->
            FromServer.result(asked, success.result(), session.handshake());
        case RpcResponse.Refusal refusal -> failed(refusal.error());
      };
    } catch (ProtocolException malformed) {
      throw new UpstreamException("the server's answer is refused: " + malformed.getMessage());
    }
  }

  private ServerMessage failed(McpError error) {
    Optional<InputRequired> wanted = FromServer.urlElicitations(error);
    if (wanted.isEmpty() || !(asked instanceof Answerable)) {
      return new Failure(FromServer.error(error));
    }
    return client().urlElicitation() ? wanted.get() : new Failure(needsUrls());
  }

  private static McpError needsUrls() {
    JsonObject url = JsonObject.of("url", JsonObject.empty());
    JsonObject needed = JsonObject.of("elicitation", url);
    return new McpError(
        ErrorCode.MISSING_CLIENT_CAPABILITY,
        "the request needs URL elicitation",
        Optional.of(JsonObject.of("requiredCapabilities", needed)));
  }
}
