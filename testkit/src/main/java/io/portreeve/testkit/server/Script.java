package io.portreeve.testkit.server;

import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a scripted server does with each method; what it was not told, it does not know. The same
 * script may be played over any transport.
 */
public final class Script {
  private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

  private Script() {}

  /** A server that knows nothing. */
  public static Script empty() {
    return new Script();
  }

  /** A server of a stateful revision with these capabilities. */
  public static Script legacy(String revision, String capabilities) {
    return empty()
        .on(
            "initialize",
            turn ->
                turn.result(
                    "{'protocolVersion':'"
                        + revision
                        + "','capabilities':"
                        + capabilities
                        + ",'serverInfo':{'name':'scripted','version':'1'}}"))
        .on("ping", turn -> turn.result("{}"))
        .on("logging/setLevel", turn -> turn.result("{}"))
        .on("resources/subscribe", turn -> turn.result("{}"))
        .on("resources/unsubscribe", turn -> turn.result("{}"));
  }

  /** A server of the stateless revision with these capabilities. */
  public static Script modern(String capabilities) {
    return empty()
        .on(
            "server/discover",
            turn ->
                turn.result(
                    "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':"
                        + capabilities
                        + ",'ttlMs':0,'cacheScope':'private'}"));
  }

  /** Does this with that method. */
  public Script on(String method, Behaviour behaviour) {
    behaviours.put(method, behaviour);
    return this;
  }

  void serve(Turn turn) throws Exception {
    String method = turn.request().string("method").orElse("");
    behaviours.getOrDefault(method, Script::unknown).serve(turn);
  }

  private static void unknown(Turn turn) throws IOException {
    turn.error(-32601, "method not found");
  }

  static boolean isRequest(JsonObject message) {
    return message.has("method") && message.has("id");
  }

  static boolean isAnswer(JsonObject message) {
    return !message.has("method");
  }
}
