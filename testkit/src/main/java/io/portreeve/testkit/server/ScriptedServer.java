package io.portreeve.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plays a script over HTTP: at {@code /mcp} as Streamable HTTP, of whatever era the script is, and
 * at {@code /sse} as the HTTP+SSE transport of 2024-11-05.
 */
public final class ScriptedServer implements AutoCloseable {
  private final Script script;
  private final ScriptedHttp http;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private final AtomicInteger lastSession = new AtomicInteger();
  private volatile boolean withSessions = true;
  private volatile boolean withListening = true;

  /** What belongs together at one client. */
  private static final class Session {
    final Answers answers = new Answers();
    final Map<String, Turn> turns = new ConcurrentHashMap<>();
    final CountDownLatch listening = new CountDownLatch(1);
    volatile HttpWire listener;

    Session(HttpWire none) {
      listener = none;
    }
  }

  private ScriptedServer(Script script, Function<ScriptedHttp.Script, ScriptedHttp> start) {
    this.script = script;
    this.http = start.apply(this::serve);
  }

  public static ScriptedServer start(Script script) {
    return new ScriptedServer(script, ScriptedHttp::start);
  }

  /** Plays it to who comes to this socket of the loopback interface, which may be one of TLS. */
  public static ScriptedServer start(ServerSocket listener, Script script) {
    return new ScriptedServer(script, serving -> ScriptedHttp.start(listener, serving));
  }

  /** From now on it gives no session ids. */
  public ScriptedServer withoutSessions() {
    withSessions = false;
    return this;
  }

  /** From now on it offers no GET stream. */
  public ScriptedServer withoutListening() {
    withListening = false;
    return this;
  }

  /** Forgets every session, as after a restart. */
  public void forgetSessions() {
    sessions.clear();
  }

  /** The id of the next session that a client ends. */
  public String nextEnded() throws InterruptedException {
    String next = ended.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no session was ended");
    }
    return next;
  }

  public URI url(String path) {
    return http.url(path);
  }

  /** The requests that came in. */
  public ScriptedHttp http() {
    return http;
  }

  @Override
  public void close() {
    http.close();
  }

  private void serve(HttpAsked asked, HttpWire wire) throws Exception {
    if (asked.target().startsWith("/sse")) {
      if (asked.method().equals("GET")) {
        openSse(wire);
      } else {
        wire.empty(405);
      }
    } else if (asked.target().startsWith("/messages")) {
      postedToSse(asked, wire);
    } else {
      switch (asked.method()) {
        case "POST" -> posted(asked, wire);
        case "GET" -> listened(asked, wire);
        case "DELETE" -> deleted(asked, wire);
        default -> wire.empty(405);
      }
    }
  }

  // --- Streamable HTTP ---

  private void posted(HttpAsked asked, HttpWire wire) throws Exception {
    JsonObject message = asked.json();
    boolean begins = asked.rpcMethod().equals("initialize");
    Session session = begins ? new Session(wire) : session(asked, wire);
    if (session == null) {
      return;
    }
    if (!Script.isRequest(message)) {
      noted(session, message);
      wire.empty(202);
      return;
    }
    String[] lines = {};
    if (begins && withSessions) {
      String id = "session-" + lastSession.incrementAndGet();
      sessions.put(id, session);
      lines = new String[] {"Mcp-Session-Id: " + id};
    } else if (begins) {
      sessions.put("", session);
    }
    Turn turn = new Turn(message, new Stream(wire, session, lines), session.answers);
    session.turns.put(turn.id(), turn);
    script.serve(turn);
  }

  private @Nullable Session session(HttpAsked asked, HttpWire wire) throws IOException {
    if (asked.field("mcp-method").isPresent()) {
      return new Session(wire);
    }
    String id = asked.field("mcp-session-id").orElse("");
    Session session = sessions.get(id);
    if (session == null) {
      wire.empty(id.isEmpty() ? 400 : 404);
    }
    return session;
  }

  private static void noted(Session session, JsonObject message) {
    if (Script.isAnswer(message)) {
      session.answers.came(message);
    } else if (message.string("method").orElse("").equals("notifications/cancelled")) {
      String id =
          message.object("params").flatMap(it -> it.get("requestId")).orElseThrow().toString();
      Turn turn = session.turns.get(id);
      if (turn != null) {
        turn.cancel();
      }
    }
  }

  private void listened(HttpAsked asked, HttpWire wire) throws Exception {
    Session session = session(asked, wire);
    if (session == null) {
      return;
    }
    if (!withListening) {
      wire.empty(405);
      return;
    }
    wire.stream();
    session.listener = wire;
    session.listening.countDown();
    wire.awaitHangUp();
  }

  private void deleted(HttpAsked asked, HttpWire wire) throws IOException {
    String id = asked.field("mcp-session-id").orElse("");
    boolean known = sessions.remove(id) != null;
    if (known) {
      ended.add(id);
    }
    wire.empty(known ? 200 : 404);
  }

  /** The answer to one POST: JSON if it is the first thing said, else events. */
  private static final class Stream implements Turn.Voice {
    private final HttpWire wire;
    private final Session session;
    private final String[] lines;
    private boolean open;

    Stream(HttpWire wire, Session session, String... lines) {
      this.wire = wire;
      this.session = session;
      this.lines = lines;
    }

    @Override
    public void say(String json) throws IOException {
      if (!open) {
        open = true;
        wire.stream(lines);
      }
      wire.event(json);
    }

    @Override
    public void last(String json) throws IOException {
      if (open) {
        wire.event(json);
        wire.end();
      } else {
        wire.whole(200, "application/json", json.getBytes(UTF_8), lines);
      }
    }

    @Override
    public void elsewhere(String json) throws IOException {
      try {
        if (!session.listening.await(20, TimeUnit.SECONDS)) {
          throw new IOException("the client does not listen");
        }
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
      session.listener.event(json);
    }

    @Override
    public void raw(String text) throws IOException {
      wire.raw(text);
    }

    @Override
    public void hangUp() throws IOException {
      wire.hangUp();
    }
  }

  // --- HTTP+SSE ---

  private void openSse(HttpWire wire) throws IOException {
    String id = "sse-" + lastSession.incrementAndGet();
    Session session = new Session(wire);
    sessions.put(id, session);
    wire.stream();
    wire.chunk("event: endpoint\ndata: /messages?session=" + id + "\n\n");
    wire.awaitHangUp();
    ended.add(id);
  }

  private void postedToSse(HttpAsked asked, HttpWire wire) throws Exception {
    Session session = sessions.get(asked.target().replaceFirst(".*session=", ""));
    if (session == null) {
      wire.empty(404);
      return;
    }
    wire.empty(202);
    JsonObject message = asked.json();
    if (Script.isRequest(message)) {
      Turn turn = new Turn(message, new Line(session.listener), session.answers);
      session.turns.put(turn.id(), turn);
      Thread.ofVirtual().start(() -> play(turn));
    } else {
      noted(session, message);
    }
  }

  private void play(Turn turn) {
    try {
      script.serve(turn);
    } catch (Exception failed) {
      turn.cancel();
    }
  }

  private record Line(HttpWire wire) implements Turn.Voice {
    @Override
    public void say(String json) throws IOException {
      wire.event(json);
    }

    @Override
    public void last(String json) throws IOException {
      wire.event(json);
    }

    @Override
    public void elsewhere(String json) throws IOException {
      wire.event(json);
    }

    @Override
    public void raw(String text) throws IOException {
      wire.chunk(text);
    }

    @Override
    public void hangUp() throws IOException {
      wire.hangUp();
    }
  }
}
