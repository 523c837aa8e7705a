package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.headers.StandardFields;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.mcp.legacy.ClientHandshake;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Streamable HTTP of the stateful revisions, 2025-03-26 to 2025-11-25: every session is one
 * principal's, a dropped connection cancels nothing and can be resumed, and each message goes to
 * exactly one stream.
 */
public final class LegacyHttp implements LegacyEndpoint, AutoCloseable {
  private static final String SESSION = "mcp-session-id";
  private static final String NO_SESSION =
      "no session: begin with `initialize` and name one `Mcp-Session-Id`, or claim revision"
          + " 2026-07-28 in `params._meta`";
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private final LegacyCore core;
  private final Vigil vigil;
  private final HttpSessions sessions;
  private final Recurring sweeping;

  public LegacyHttp(LegacyCore core, Vigil vigil) {
    this.core = core;
    this.vigil = vigil;
    this.sessions = new HttpSessions(core);
    this.sweeping = Recurring.start("legacy-sweeper", SWEEP, this::sweep);
  }

  /** Ends what expired; happens by itself every few seconds. */
  void sweep() {
    sessions.sweep();
  }

  /** Whether any client is reading a stream. */
  boolean reading() {
    return sessions.reading();
  }

  @Override
  public void post(HttpRequest request, Json body, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException {
    if (!versionIsKnown(request)) {
      refuse(entry, reply, HttpStatus.BAD_REQUEST, "unknown protocol version");
    } else if (!Accepted.by(request).anyAnswer()) {
      refuse(entry, reply, HttpStatus.NOT_ACCEPTABLE, "JSON and event streams must be accepted");
    } else {
      switch (body) {
        case JsonObject message -> single(request, message, entry, reply);
        case JsonArray batch -> batch(request, batch, entry, reply);
        case JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ ->
            refuse(entry, reply, HttpStatus.BAD_REQUEST, "a body is a message");
      }
    }
  }

  private void single(
      HttpRequest request, JsonObject message, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException {
    try {
      RpcMessage rpc = RpcMessage.of(message);
      if (rpc instanceof RpcRequest asked && asked.method().equals(ClientHandshake.METHOD)) {
        initialize(asked, entry, reply);
        return;
      }
      Optional<HttpSession> session = session(request, entry, reply);
      if (session.isPresent()) {
        LegacyPost post = new LegacyPost(core, session.get(), entry, reply);
        switch (rpc) {
          case RpcRequest asked -> post.request(asked);
          case RpcNotification _, RpcResponse _ -> post.accept(List.of(rpc));
        }
      }
    } catch (ProtocolException unfit) {
      malformed(entry, reply, unfit.error());
    }
  }

  private void initialize(RpcRequest asked, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException {
    switch (Discovery.of(core, entry, asked)) {
      case Discovery.Opening.Refused refused ->
          Answers.json(reply, HttpStatus.OK, refused.response().toJson());
      case Discovery.Opening.Opened opened -> {
        Optional<HttpSession> begun;
        try {
          begun = sessions.begin(entry.principal(), opened.client(), opened.offer());
        } catch (StoreUnavailable unknown) {
          unavailable(entry, reply, unknown);
          return;
        }
        if (begun.isPresent()) {
          HttpFields id = HttpFields.of(SESSION, begun.get().id());
          Answers.json(reply, HttpStatus.OK, id, opened.response().toJson());
        } else {
          core.audit().turnedAway(entry.arrival(), Reason.CONCURRENCY_EXCEEDED, "sessions");
          McpError error = new McpError(ErrorCode.TOO_MANY, "too many sessions");
          Answers.error(reply, Optional.of(asked.id()), error);
        }
      }
    }
  }

  /** Arrays were messages in one revision only; an element of the handshake never was. */
  private void batch(
      HttpRequest request, JsonArray batch, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException {
    Optional<HttpSession> session = session(request, entry, reply);
    if (session.isEmpty()) {
      return;
    }
    if (session.get().session().client().revision() != Revision.V2025_03_26) {
      refuse(entry, reply, HttpStatus.BAD_REQUEST, "batches are not part of this revision");
      return;
    }
    try {
      List<RpcMessage> messages = Batch.read(batch, core.limits().batch());
      new LegacyPost(core, session.get(), entry, reply).batch(messages);
    } catch (ProtocolException unfit) {
      malformed(entry, reply, unfit.error());
    }
  }

  @Override
  public void get(HttpRequest request, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException {
    if (!versionIsKnown(request)) {
      refuse(entry, reply, HttpStatus.BAD_REQUEST, "unknown protocol version");
      return;
    }
    if (!Accepted.by(request).events()) {
      refuse(entry, reply, HttpStatus.NOT_ACCEPTABLE, "event streams must be accepted");
      return;
    }
    Optional<HttpSession> session = session(request, entry, reply);
    if (session.isPresent()) {
      stream(request, session.get(), entry, reply);
    }
  }

  private void stream(
      HttpRequest request, HttpSession session, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException {
    EventLogs streams = session.streams();
    Optional<String> lastSeen = request.headers().first("last-event-id");
    Optional<EventLogs.Resumed> from =
        lastSeen.isPresent()
            ? streams.after(lastSeen.get())
            : Optional.of(
                new EventLogs.Resumed(streams.standing(), streams.standing().log().read()));
    if (from.isEmpty()) {
      refuse(entry, reply, HttpStatus.BAD_REQUEST, "nothing to resume after that event");
      return;
    }
    session.session().listen(core.arrivals().again(entry));
    EventLog.Reader reader = from.get().reader();
    reply.onDisconnect(reader::leave);
    boolean prime = lastSeen.isEmpty() && Primes.understoodBy(session.session().client());
    try (Vigil.Watch watch = vigil.watch(request, entry, reader::leave)) {
      new Pump(core.streams(), from.get().stream(), reader).run(reply, prime, List.of());
      if (watch.refused()) {
        sessions.over(session);
      }
    } finally {
      sessions.left(session);
    }
    session.used(core.arrivals().clock().instant());
  }

  @Override
  public void delete(HttpRequest request, Doorway.Entry.Open entry, HttpReply reply) {
    Optional<HttpSession> session = session(request, entry, reply);
    if (session.isPresent()) {
      try {
        sessions.end(session.get());
        Answers.empty(reply, HttpStatus.NO_CONTENT);
      } catch (StoreUnavailable unknown) {
        unavailable(entry, reply, unknown);
      }
    }
  }

  /** The sender's session, or an answer that says no more than that there is none. */
  private Optional<HttpSession> session(
      HttpRequest request, Doorway.Entry.Open entry, HttpReply reply) {
    List<String> ids = request.headers().all(SESSION);
    if (ids.size() != 1) {
      refuse(entry, reply, HttpStatus.BAD_REQUEST, NO_SESSION);
      return Optional.empty();
    }
    Optional<HttpSession> found;
    try {
      found = sessions.find(ids.getFirst(), entry.principal());
    } catch (StoreUnavailable unknown) {
      unavailable(entry, reply, unknown);
      return Optional.empty();
    }
    if (found.isEmpty()) {
      core.audit().turnedAway(entry.arrival(), Reason.STATE_INVALID, "session");
      McpError error = new McpError(ErrorCode.INVALID_REQUEST, "session not found");
      Answers.error(reply, HttpStatus.NOT_FOUND, Optional.empty(), error);
    }
    return found;
  }

  /** A session that may be open is not said to be over. */
  private void unavailable(Doorway.Entry.Open entry, HttpReply reply, StoreUnavailable why) {
    core.audit()
        .turnedAway(entry.arrival(), Reason.STATE_UNAVAILABLE, String.valueOf(why.getMessage()));
    Answers.unavailable(reply, "sessions cannot be looked at now: try again later");
  }

  /** Whoever sends none speaks what was negotiated; the first revision of this transport did. */
  private static boolean versionIsKnown(HttpRequest request) {
    List<String> versions = request.headers().all(StandardFields.PROTOCOL_VERSION);
    return versions.isEmpty()
        || (versions.size() == 1
            && Revision.of(versions.getFirst()).filter(Revision::stateful).isPresent());
  }

  private void malformed(Doorway.Entry.Open entry, HttpReply reply, McpError error) {
    core.audit().turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, error.message());
    Answers.error(reply, HttpStatus.BAD_REQUEST, Optional.empty(), error);
  }

  private void refuse(Doorway.Entry.Open entry, HttpReply reply, int status, String why) {
    core.audit().turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, why);
    McpError error = new McpError(ErrorCode.INVALID_REQUEST, "invalid request: " + why);
    Answers.error(reply, status, Optional.empty(), error);
  }

  /** Ends every session. */
  @Override
  public void close() {
    sweeping.close();
    sessions.endAll();
  }
}
