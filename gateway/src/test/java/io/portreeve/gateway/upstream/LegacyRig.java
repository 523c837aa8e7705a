package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stateful upstream whose servers are played by a test. */
final class LegacyRig implements AutoCloseable {
  static final String ALL =
      "{'tools':{'listChanged':true},'prompts':{},'resources':{'subscribe':true},'logging':{}}";

  private static final String ALL_CAPABILITIES =
      "{'roots':{},'sampling':{},'elicitation':{'form':{},'url':{}}}";

  final Rig rig = new Rig();
  final ManualAlarms alarms = new ManualAlarms();
  final UpstreamSettings settings;
  final LegacyUpstream upstream;
  private final BlockingQueue<ScriptedConnection> opened = new LinkedBlockingQueue<>();

  LegacyRig(UpstreamSettings settings) {
    this(settings, MessageMemory.ofHeap(4));
  }

  LegacyRig(UpstreamSettings settings, MessageMemory waiting) {
    this.settings = settings;
    this.upstream =
        new LegacyUpstream(settings, this::link, alarms, rig.clock, rig.observer(), waiting);
  }

  static UpstreamSettings settings() {
    return UpstreamSettings.endpoint(Rig.SERVER, URI.create("http://127.0.0.1:1/mcp"));
  }

  /** A call of a tool, for a client that can do everything. */
  static Request call(String members) {
    return Rig.request("tools/call", members, ALL_CAPABILITIES);
  }

  private LegacyLink link(Caller caller) {
    ScriptedConnection connection = new ScriptedConnection();
    opened.add(connection);
    return new ConnectionLink(
        connection,
        new HeldAnswers(MessageMemory.ofHeap(4), settings.id()),
        why -> rig.observer().saw(settings.id(), Oddity.ANSWER_TO_NOTHING, why));
  }

  /** The next session that is opened, before its handshake. */
  ScriptedConnection connection() throws InterruptedException {
    ScriptedConnection connection = opened.poll(1, TimeUnit.MINUTES);
    if (connection == null) {
      throw new AssertionError("no session was opened");
    }
    return connection;
  }

  boolean openedNoMore() {
    return opened.isEmpty();
  }

  /** The next session that is opened, after a handshake with these capabilities. */
  ScriptedConnection session(String capabilities) throws Exception {
    ScriptedConnection connection = connection();
    JsonObject initialize = connection.next("initialize");
    connection.answer(
        initialize, "{'protocolVersion':'2025-11-25','capabilities':" + capabilities + "}");
    connection.next("notifications/initialized");
    return connection;
  }

  ScriptedConnection session() throws Exception {
    return session(ALL);
  }

  @Override
  public void close() {
    upstream.close();
    rig.close();
  }
}
