package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.headers.ParamFields;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The whole endpoint over a scripted server, and a stateful client of it. */
final class LegacyServer implements AutoCloseable {
  static final String CAPABLE = "'roots':{},'sampling':{},'elicitation':{'form':{},'url':{}}";
  static final String CALL =
      "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':{'name':'read'}}";

  /** Looks are the test's to begin. */
  private static final Duration NEVER = Duration.ofDays(1);

  final Scripted scripted = new Scripted();
  final Vigil vigil = new Vigil(scripted::identify, scripted, NEVER);
  final LegacyHttp legacy;
  final ReceivedBodies bodies;
  final Client client;

  LegacyServer() throws IOException {
    this(Scripted.LIMITS);
  }

  LegacyServer(LegacyLimits limits) throws IOException {
    this(limits, SessionRegister.ofProcess());
  }

  LegacyServer(LegacyLimits limits, SessionRegister register) throws IOException {
    this(limits, register, ListenerOptions.defaults());
  }

  LegacyServer(LegacyLimits limits, SessionRegister register, ListenerOptions options)
      throws IOException {
    legacy = new LegacyHttp(scripted.core(limits, register), vigil);
    ModernPost modern =
        new ModernPost(
            scripted.journey(),
            scripted,
            (_, _) -> new ParamFields.Marks.Valid(List.of()),
            StreamClock.defaults(),
            vigil,
            Challenges.none("a name"));
    bodies =
        new ReceivedBodies(
            new McpEndpoint(door(scripted), modern, legacy, scripted, JsonLimits.defaults()));
    client = new Client(bodies, options);
  }

  static Door door(Scripted scripted) {
    return new Door(
        EndpointId.unnamed(),
        Origins.loopback(),
        scripted::identify,
        Challenges.bearer("a name"),
        scripted.doorway(),
        scripted,
        scripted.arrivals());
  }

  /** Looks at every stream, and returns when it has. */
  void look() throws InterruptedException {
    for (Thread look : vigil.look()) {
      look.join();
    }
  }

  static Principal principal(String id) {
    return new Principal(id, Set.of(), Principal.Authentication.API_KEY);
  }

  Client.Reply initialize(String who, String revision, String capabilities)
      throws IOException, InterruptedException {
    return client.send(
        who,
        "POST",
        "/mcp",
        "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'"
            + revision
            + "','capabilities':{"
            + capabilities
            + "},'clientInfo':{'name':'c','version':'1'}}}");
  }

  /** The id of a new session. */
  String begin(String who, String revision, String capabilities)
      throws IOException, InterruptedException {
    return initialize(who, revision, capabilities).field("mcp-session-id");
  }

  String begin() throws IOException, InterruptedException {
    return begin("anna", "2025-11-25", CAPABLE);
  }

  Client.Reply post(String session, String body, String... headers)
      throws IOException, InterruptedException {
    String[] all =
        Stream.concat(Stream.of("mcp-session-id", session), Stream.of(headers))
            .toArray(String[]::new);
    return client.send("anna", "POST", "/mcp", body, all);
  }

  Client.Reply get(String session, String... headers) throws IOException, InterruptedException {
    String[] all =
        Stream.concat(
                Stream.of("mcp-session-id", session, "accept", "text/event-stream"),
                Stream.of(headers))
            .toArray(String[]::new);
    return client.send("anna", "GET", "/mcp", "", all);
  }

  /** Answers what the server asked the client by that event. */
  int answer(String session, Client.Event asked, String result)
      throws IOException, InterruptedException {
    JsonObject response =
        JsonObject.builder()
            .put("jsonrpc", "2.0")
            .put("id", asked.json().get("id").orElseThrow())
            .put("result", Jsons.object(result))
            .build();
    return post(session, response.toString()).status();
  }

  @Override
  public void close() {
    vigil.close();
    legacy.close();
    client.close();
  }
}
