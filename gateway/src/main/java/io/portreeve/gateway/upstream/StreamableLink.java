package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.headers.StandardFields;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A session over Streamable HTTP of the stateful revisions: a POST for each message, on a thread of
 * its own for each request, and one GET stream for what belongs to no request. Streams that break
 * are taken up again where the server lets us (specification 2025-11-25, transports).
 */
final class StreamableLink implements LegacyLink {
  private static final String SESSION = "Mcp-Session-Id";
  private static final int LONGEST_ID = 1_024;
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final UpstreamSettings settings;
  private final HttpEndpoint endpoint;
  private final Caller caller;
  private final Alarms alarms;
  private final UpstreamObserver observer;
  private final WireReader wire;
  private final HeldAnswers answers;
  private final Map<RequestId, Thread> running = new ConcurrentHashMap<>();
  private volatile HttpFields fields = HttpFields.empty();
  private volatile Connection.@Nullable Ear session;
  private volatile @Nullable Thread listener;
  private volatile boolean ended;

  StreamableLink(
      UpstreamSettings settings,
      HttpEndpoint endpoint,
      Caller caller,
      Alarms alarms,
      UpstreamObserver observer) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.caller = caller;
    this.alarms = alarms;
    this.observer = observer;
    this.answers = new HeldAnswers(endpoint.memory(), settings.id());
    this.wire = new WireReader(settings.limits().maxMessage());
  }

  @Override
  public void open(Connection.Ear ear) {
    session = ear;
  }

  Connection.Ear session() {
    Connection.Ear known = session;
    if (known == null) {
      throw new IllegalStateException("the link is not open");
    }
    return known;
  }

  UpstreamSettings settings() {
    return settings;
  }

  Alarms alarms() {
    return alarms;
  }

  HeldAnswers answers() {
    return answers;
  }

  WireReader wire() {
    return wire;
  }

  void saw(Oddity oddity, String detail) {
    observer.saw(settings.id(), oddity, detail);
  }

  @Override
  public void request(RpcRequest request, Sound.Ear ear) {
    MessageMemory.Holding holding = answers.holding(request.id());
    StreamableRequest work = new StreamableRequest(this, request, ear, holding);
    Thread thread = Thread.ofVirtual().unstarted(() -> run(request.id(), work, holding));
    running.put(request.id(), thread);
    thread.start();
  }

  private void run(RequestId id, StreamableRequest work, MessageMemory.Holding holding) {
    try {
      work.run();
    } finally {
      running.remove(id);
      if (!answers.has(id)) {
        holding.close(); // it was abandoned, and may have grown since
      }
    }
  }

  @Override
  public void tell(RpcMessage message) throws UpstreamException, InterruptedException {
    HttpEndpoint.Patience patience = HttpEndpoint.Patience.of(settings.timeout());
    try (HttpResponse response = post(message, patience)) {
      if (response.status() / 100 != 2) {
        throw HttpAnswers.unusable(response.status());
      }
    }
  }

  HttpResponse post(RpcMessage message, HttpEndpoint.Patience patience)
      throws UpstreamException, InterruptedException {
    return endpoint.post(caller, fields, message, patience);
  }

  /** Opens a stream of events; empty text to resume after nothing. */
  HttpResponse events(String lastEventId, HttpEndpoint.Patience patience)
      throws UpstreamException, InterruptedException {
    HttpFields more = lastEventId.isEmpty() ? fields : fields.and("last-event-id", lastEventId);
    return endpoint.events(caller, more, patience);
  }

  /** The server began a session with this answer. */
  void began(HttpFields answer) throws UpstreamException {
    Optional<String> id = answer.first(SESSION);
    if (id.isPresent()) {
      boolean visible = id.get().chars().allMatch(c -> c > ' ' && c <= '~');
      if (!visible || id.get().isEmpty() || id.get().length() > LONGEST_ID) {
        throw new UpstreamException("the server's session id is malformed");
      }
      fields = fields.with(SESSION, id.get());
    }
  }

  boolean hasSession() {
    return fields.has(SESSION);
  }

  @Override
  public void agreed(Revision revision) {
    fields = fields.with(StandardFields.PROTOCOL_VERSION, revision.wire());
    Thread thread = Thread.ofVirtual().unstarted(new StreamableListener(this)::run);
    listener = thread;
    thread.start();
  }

  @Override
  public void abandon(RequestId id) {
    Thread thread = running.remove(id);
    if (thread != null) {
      thread.interrupt();
    }
    answers.give(id);
  }

  @Override
  public boolean hasStreams() {
    return true;
  }

  /** The server no longer knows the session. */
  void forgotten() {
    ended = true;
  }

  @Override
  public boolean isAlive() {
    return !ended;
  }

  @Override
  public void close() {
    boolean known = !ended;
    ended = true;
    running.values().forEach(Thread::interrupt);
    Thread listening = listener;
    if (listening != null) {
      listening.interrupt();
    }
    if (known && hasSession()) {
      sayGoodbye();
    }
    Connection.Ear ear = session;
    if (ear != null) {
      ear.ended("closed");
    }
  }

  /** A server may refuse to be told; then it ends the session by itself. */
  private void sayGoodbye() {
    try (HttpResponse response =
        endpoint.delete(caller, fields, HttpEndpoint.Patience.of(GOODBYE))) {
      if (response.status() >= 500) {
        saw(Oddity.ANSWER_UNDELIVERED, "the end of a session");
      }
    } catch (UpstreamException gone) {
      saw(Oddity.ANSWER_UNDELIVERED, "the end of a session");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
