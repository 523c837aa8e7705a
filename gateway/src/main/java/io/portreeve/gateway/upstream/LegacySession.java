package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.DeclaredCapabilities;
import io.portreeve.mcp.legacy.InputRequests;
import io.portreeve.mcp.legacy.ServerHandshake;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One session with a stateful server, for one principal, one credential and one set of declared
 * capabilities.
 *
 * <p>Finds out for which call of ours an untied message of the server is, and never leaves a
 * request of the server without an answer.
 */
final class LegacySession implements Connection.Ear, Pool.Shared {
  private static final int TIMEOUT = 1;
  private static final Sound.Lost RETIRED =
      new Sound.Lost("the session is not used any more", false);

  private final UpstreamSettings settings;
  private final Alarms alarms;
  private final UpstreamObserver observer;
  private final Caller caller;
  private final LegacyLink link;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Json, LegacyCall> calls = new ConcurrentHashMap<>();
  private final Set<Inbox> listeners = ConcurrentHashMap.newKeySet();
  private final ReentrantLock levelling = new ReentrantLock();
  private final Outbox later;
  private final Subscribed subscribed = new Subscribed(this);
  private volatile boolean retired;
  private volatile @Nullable ServerHandshake handshake;
  private @Nullable LogLevel level;

  LegacySession(
      UpstreamSettings settings,
      Caller caller,
      LegacyLink link,
      Alarms alarms,
      UpstreamObserver observer) {
    this.settings = settings;
    this.caller = caller;
    this.link = link;
    this.alarms = alarms;
    this.observer = observer;
    this.later = new Outbox(link::tell, why -> saw(Oddity.ANSWER_UNDELIVERED, why), link::close);
  }

  /**
   * Opens the session.
   *
   * @throws StaleEra when the server is there and will not begin a session
   */
  void open(DeclaredCapabilities capabilities)
      throws UpstreamException, StaleEra, InterruptedException {
    link.open(this);
    ServerHandshake known = handshake(capabilities);
    handshake = known;
    link.agreed(known.revision());
    link.tell(new RpcNotification(ServerHandshake.DONE, JsonObject.empty()));
  }

  private ServerHandshake handshake(DeclaredCapabilities capabilities)
      throws UpstreamException, StaleEra, InterruptedException {
    JsonObject params = ServerHandshake.ask(capabilities, OwnName.IMPLEMENTATION);
    try {
      return switch (ask(ServerHandshake.METHOD, params, settings.opening())) {
        case RpcResponse.Success success -> agreed(success.result());
        case RpcResponse.Refusal _ -> throw new StaleEra("the server refused to begin a session");
      };
    } catch (SessionLost lost) {
      throw new UpstreamException("the server began no session: " + lost.why());
    }
  }

  private static ServerHandshake agreed(JsonObject result) throws UpstreamException {
    try {
      return ServerHandshake.of(result);
    } catch (ProtocolException malformed) {
      throw new UpstreamException("the server's handshake is refused: " + malformed.getMessage());
    }
  }

  ServerHandshake handshake() {
    ServerHandshake known = handshake;
    if (known == null) {
      throw new IllegalStateException("the session is not open");
    }
    return known;
  }

  /** It is used for this exchange of the same principal, too. */
  void serves(Exchange exchange) {
    caller.serves(exchange);
  }

  /** Whose credential it was opened with. */
  String credential() {
    return caller.set();
  }

  UpstreamSettings settings() {
    return settings;
  }

  Alarms alarms() {
    return alarms;
  }

  Subscribed subscribed() {
    return subscribed;
  }

  void saw(Oddity oddity, String detail) {
    observer.saw(settings.id(), oddity, detail);
  }

  RequestId nextId() {
    return RequestId.of(lastId.incrementAndGet());
  }

  /** Begins a call; from now on messages that are for it reach it. */
  void begin(LegacyCall call, RpcRequest request) throws UpstreamException, InterruptedException {
    calls.put(call.id().json(), call);
    boolean begun = false;
    try {
      link.request(request, call);
      begun = true;
    } finally {
      if (!begun) {
        cancel(call, "no longer wanted"); // it may be under way to the server already
      }
    }
  }

  /** The call was answered; what the answer takes is held until the {@link #end}. */
  void answered(LegacyCall call) {
    calls.remove(call.id().json());
  }

  /** The call is over, or given up if its answer is still out. */
  void end(LegacyCall call) {
    calls.remove(call.id().json());
    link.abandon(call.id());
  }

  /** Ends the call and tells the server so. */
  void cancel(LegacyCall call, String why) {
    end(call);
    JsonObject params = JsonObject.of("requestId", call.id().json()).with("reason", why);
    tellLater(new RpcNotification("notifications/cancelled", params));
  }

  /** Hands the server an answer that it waits for. */
  void tell(RpcResponse answer) throws UpstreamException, InterruptedException {
    link.tell(answer);
  }

  /** Answers a request of the server in the client's stead. */
  void refuse(RpcRequest request) {
    if (!request.method().equals("ping")) {
      saw(Oddity.REQUEST_REFUSED, "a request that no client can be asked now");
    }
    tellLater(InputRequests.refusal(request, settings.roots()));
  }

  private void tellLater(RpcMessage message) {
    later.add(message);
  }

  /** Asks something on our own account and waits. */
  RpcResponse ask(String method, JsonObject params)
      throws UpstreamException, SessionLost, InterruptedException {
    return ask(method, params, settings.timeout());
  }

  private RpcResponse ask(String method, JsonObject params, Duration longest)
      throws UpstreamException, SessionLost, InterruptedException {
    RequestId id = nextId();
    Inbox inbox = inbox();
    Alarms.Pending alarm = alarms.after(longest, () -> inbox.hear(new Sound.Rang(TIMEOUT)));
    try {
      link.request(new RpcRequest(id, method, params), inbox);
      return answer(inbox);
    } finally {
      alarm.cancel();
      link.abandon(id);
    }
  }

  private RpcResponse answer(Inbox inbox)
      throws UpstreamException, SessionLost, InterruptedException {
    while (true) {
      switch (inbox.take()) {
        case Sound.Answered answered -> {
          return answered.response();
        }
        case Sound.Asked asked -> refuse(asked.request());
        case Sound.Said _ -> {} // nothing that it says meanwhile matters to us
        case Sound.Lost lost -> throw new SessionLost(lost);
        case Sound.Unasked unasked -> throw unasked.none();
        case Sound.Rang _ -> throw new UpstreamException("the server took too long");
      }
    }
  }

  Inbox inbox() {
    return new Inbox(
        settings.limits().maxQueued(),
        () -> saw(Oddity.NOTIFICATIONS_DROPPED, "a client reads slower than the server speaks"));
  }

  /** Has the server send logs of this level, if it sends any and not yet those. */
  void wantLogs(LogLevel wanted) throws UpstreamException, SessionLost, InterruptedException {
    if (!handshake().offers("logging")) {
      return;
    }
    levelling.lockInterruptibly();
    try {
      LogLevel known = level;
      if (known == null || !wanted.atLeast(known)) {
        var _ = ask("logging/setLevel", JsonObject.empty().with("level", wanted.wire()));
        level = wanted;
      }
    } finally {
      levelling.unlock();
    }
  }

  void listen(Inbox listener) {
    listeners.add(listener);
    if (retired) {
      listener.hear(RETIRED);
    }
  }

  void stopListening(Inbox listener) {
    listeners.remove(listener);
  }

  /** A message that came with no request, or on the stream of one it does not belong to. */
  @Override
  public void heard(RpcMessage message, int size) {
    switch (message) {
      case RpcRequest request -> asked(request);
      case RpcNotification notification -> said(notification, size);
      case RpcResponse _ -> saw(Oddity.ANSWER_TO_NOTHING, "an answer that nobody waits for");
    }
  }

  private void asked(RpcRequest request) {
    Optional<LegacyCall> only =
        request.method().equals("ping") ? Optional.empty() : only(Answerable.class);
    only.ifPresentOrElse(call -> call.hear(new Sound.Asked(request)), () -> refuse(request));
  }

  private void said(RpcNotification notification, int size) {
    Sound.Said said = new Sound.Said(notification, size);
    switch (notification.method()) {
      case Progress.METHOD ->
          notification
              .params()
              .get("progressToken")
              .map(calls::get)
              .ifPresent(call -> call.hear(said));
      case LogMessage.METHOD -> {
        if (!link.hasStreams()) {
          only(Request.class).ifPresent(call -> call.hear(said));
        }
      }
      case "notifications/cancelled" -> calls.values().forEach(call -> call.hear(said));
      case "notifications/elicitation/complete", "notifications/tasks/status" -> {}
      default -> broadcast(said);
    }
  }

  /** Tells the listeners; each takes what it asked for. */
  void broadcast(Sound.Said said) {
    listeners.forEach(listener -> listener.hear(said));
  }

  /** The only call of that kind under way; empty if there are none or several. */
  private Optional<LegacyCall> only(Class<? extends Request> kind) {
    List<LegacyCall> candidates =
        calls.values().stream().filter(call -> kind.isInstance(call.asked())).limit(2).toList();
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }

  @Override
  public void ended(String why) {
    Sound.Lost lost = new Sound.Lost("the session ended: " + why, false);
    calls.values().forEach(call -> call.hear(lost));
    listeners.forEach(listener -> listener.hear(lost));
    if (!why.equals("closed")) {
      saw(Oddity.ENDED, why);
    }
  }

  @Override
  public boolean isAlive() {
    return link.isAlive();
  }

  /** Calls say nothing of each other; who listens is to listen where the next calls are. */
  @Override
  public void retired() {
    retired = true;
    listeners.forEach(listener -> listener.hear(RETIRED));
  }

  @Override
  public void close() {
    link.close();
  }
}
