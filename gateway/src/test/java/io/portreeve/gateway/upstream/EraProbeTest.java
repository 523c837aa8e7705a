package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.Request;
import io.portreeve.mcp.ToolList;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which era an endpoint is taken for, and what becomes of a verdict. */
@Timeout(120)
class EraProbeTest {
  private static final Request LIST = Rig.request("tools/list", "");
  private static final String LEGACY = "{'protocolVersion':'2025-11-25','capabilities':{}}";

  private final Rig rig = new Rig();
  private Optional<Upstreams> opened = Optional.empty();
  private Optional<ScriptedHttp> started = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(Upstreams::close);
    started.ifPresent(ScriptedHttp::close);
    rig.close();
  }

  private Upstreams open(UpstreamSettings settings) {
    opened.ifPresent(Upstreams::close);
    Upstreams upstreams =
        Upstreams.open(List.of(settings), rig.pool, Map.of(), rig.clock, rig.observer());
    opened = Optional.of(upstreams);
    return upstreams;
  }

  private ScriptedHttp start(ScriptedHttp.Script script) {
    ScriptedHttp server = ScriptedHttp.start(script);
    started = Optional.of(server);
    return server;
  }

  private Upstreams open(ScriptedHttp server) {
    return open(UpstreamSettings.endpoint(Rig.SERVER, server.url("/mcp")));
  }

  private static Heard send(Upstreams upstreams) throws Exception {
    return Running.start(Rig.only(upstreams), LIST).done();
  }

  // --- verdicts over HTTP ---

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          200 | `"result":{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{}}`
          200 | `"result":{"resultType":"complete","supportedVersions":["2026-07-28","2025-11-25"],"capabilities":{}}`
          400 | `"error":{"code":-32022,"message":"x","data":{"supported":["2026-07-28"]}}`
          400 | `"error":{"code":-32022,"message":"x"}`
          200 | `"error":{"code":-32022,"message":"x"}`
          400 | `"error":{"code":-32020,"message":"x"}`
          400 | `"error":{"code":-32021,"message":"x"}`
          """)
  void modernAnswer_meansModern(int status, String answer) throws Exception {
    ScriptedHttp server =
        start((asked, wire) -> {
          if (asked.rpcMethod().equals("server/discover")) {
            wire.json(status, "{\"jsonrpc\":\"2.0\",\"id\":" + asked.id() + "," + answer + "}");
          } else {
            wire.json(200, asked.result("{'resultType':'complete','tools':[]}"));
          }
        });
    Upstreams upstreams = open(server);
    assertThat(send(upstreams).end()).isInstanceOf(ToolList.class);
    assertThat(upstreams.verdict(Rig.SERVER))
        .contains(new Upstreams.Verdict(ServerEra.MODERN, rig.clock.instant()));
    HttpAsked probe = server.next();
    assertThat(probe.field("mcp-method")).contains("server/discover");
    assertThat(probe.field("mcp-protocol-version")).contains("2026-07-28");
    assertThat(probe.field("host")).contains(server.url("").getAuthority());
  }

  /** Servers answer an unknown question with anything: 500 is Spring AI's, stateless. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          200 | application/json | {"jsonrpc":"2.0","id":"probe","error":{"code":-32601,"message":"x"}}
          404 | application/json | {"jsonrpc":"2.0","id":"probe","error":{"code":-32601,"message":"x"}}
          400 | application/json | {"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"no session"}}
          400 | application/json | {"jsonRpcError":{"code":-32601},"stackTrace":[]}
          500 | application/json | {"jsonRpcError":{"code":-32601},"stackTrace":[]}
          500 | text/html        | <html>
          400 | text/plain       | Bad Request
          404 | text/html        | <html>
          405 | text/plain       | ``
          406 | text/plain       | ``
          415 | text/plain       | ``
          202 | text/plain       | ``
          200 | text/html        | <html>
          400 | application/json | {"jsonrpc":"2.0","id":"probe","error":{"code":-32022,"message":"x","data":{"supported":["2025-11-25"]}}}
          200 | application/json | {"jsonrpc":"2.0","id":"probe","result":{"supportedVersions":["2025-06-18"]}}
          200 | application/json | {"jsonrpc":"2.0","id":"probe","result":{}}
          """)
  void anyOtherAnswer_leadsToAHandshake(int status, String type, String body) throws Exception {
    ScriptedHttp server =
        start((asked, wire) -> {
          switch (asked.rpcMethod()) {
            case "server/discover" ->
                wire.whole(status, type, body.getBytes(StandardCharsets.UTF_8));
            case "initialize" ->
                wire.whole(
                    200,
                    "application/json",
                    asked.result(LEGACY).getBytes(StandardCharsets.UTF_8),
                    "Mcp-Session-Id: s");
            case "tools/list" -> wire.json(200, asked.result("{'tools':[]}"));
            default -> wire.empty(asked.method().equals("POST") ? 202 : 405);
          }
        });
    Upstreams upstreams = open(server);
    assertThat(send(upstreams).end()).isInstanceOf(ToolList.class);
    assertThat(upstreams.verdict(Rig.SERVER).map(Upstreams.Verdict::era))
        .contains(ServerEra.LEGACY);
    assertThat(server.next(it -> it.method().equals("DELETE")).field("mcp-session-id"))
        .contains("s");
  }

  @Test
  void handshakeOverAStream_counts() throws Exception {
    ScriptedHttp server =
        start((asked, wire) -> {
          switch (asked.rpcMethod()) {
            case "initialize" -> {
              wire.stream();
              wire.event(asked.result(LEGACY));
              wire.end();
            }
            case "tools/list" -> wire.json(200, asked.result("{'tools':[]}"));
            case "notifications/initialized" -> wire.empty(202);
            default -> wire.empty(405);
          }
        });
    assertThat(send(open(server)).end()).isInstanceOf(ToolList.class);
  }

  @Test
  void endpointEvent_meansTheOldestTransport() throws Exception {
    Script script =
        Script.legacy("2024-11-05", "{'tools':{}}")
            .on("tools/list", turn -> turn.result("{'tools':[]}"));
    try (ScriptedServer server = ScriptedServer.start(script)) {
      Upstreams upstreams = open(UpstreamSettings.endpoint(Rig.SERVER, server.url("/sse")));
      assertThat(send(upstreams).end()).isInstanceOf(ToolList.class);
      assertThat(upstreams.verdict(Rig.SERVER).map(Upstreams.Verdict::era)).contains(ServerEra.SSE);
      upstreams.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void refusedCredentials_areNoEvidence(int status) throws Exception {
    AtomicBoolean authorised = new AtomicBoolean();
    ScriptedHttp server =
        start((asked, wire) -> {
          if (authorised.get()) {
            modern(asked, wire);
          } else {
            wire.json(status, asked.error(-32601, "x"));
          }
        });
    Upstreams upstreams = open(server);
    assertThat(Running.start(Rig.only(upstreams), LIST).failure())
        .hasMessage("the server refused us (HTTP %d), and was sent no credential", status);
    assertThat(upstreams.verdict(Rig.SERVER)).isEmpty();
    assertThat(server.rest()).hasSize(1);
    authorised.set(true);
    rig.clock.advance(Duration.ofSeconds(10));
    assertThat(send(upstreams).end()).isInstanceOf(ToolList.class);
  }

  @Test
  void outage_isNoEvidence_andACrowdDoesNotAskAgainAtOnce() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    ScriptedHttp server =
        start((_, wire) -> {
          asked.incrementAndGet();
          wire.empty(503);
        });
    Upstreams upstreams = open(server);
    EraUpstream upstream = Rig.only(upstreams);
    assertThat(Running.start(upstream, LIST).failure()).hasMessageContaining("no MCP that we know");
    int probes = asked.get();
    assertThat(Running.start(upstream, LIST).failure()).hasMessageContaining("no MCP that we know");
    assertThat(asked).hasValue(probes);
    rig.clock.advance(Duration.ofSeconds(6));
    assertThat(Running.start(upstream, LIST).failure()).isNotNull();
    assertThat(asked.get()).isGreaterThan(probes);
    assertThat(upstreams.verdict(Rig.SERVER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          404 | initialize` at /mcp was answered with HTTP 404 (is that the path of its `url`?)
          405 | initialize` at /mcp was answered with HTTP 405 (is that the path of its `url`?)
          500 | initialize` at /mcp was answered with HTTP 500
          """)
  void serverThatSpeaksNoMcp_isToldWithTheStatusAndThePath(int status, String told)
      throws Exception {
    ScriptedHttp server = start((_, wire) -> wire.empty(status));
    Upstreams upstreams =
        open(UpstreamSettings.endpoint(Rig.SERVER, server.url("/mcp?token=hidden")));

    assertThat(Running.start(Rig.only(upstreams), LIST).failure())
        .hasMessage("the server speaks no MCP that we know: `" + told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"error\":{\"code\":-32022,\"message\":\"x\",\"data\":{\"supported\":[\"2027-01-01\"]}}",
        "\"result\":{\"resultType\":\"complete\",\"supportedVersions\":[\"2027-01-01\"],\"capabilities\":{}}"
      })
  void serverOfTheFuture_isNotSpokenTo(String answer) throws Exception {
    ScriptedHttp server =
        start((asked, wire) ->
            wire.json(200, "{\"jsonrpc\":\"2.0\",\"id\":" + asked.id() + "," + answer + "}"));
    assertThat(Running.start(Rig.only(open(server)), LIST).failure())
        .hasMessageContaining("no revision");
  }

  @ParameterizedTest
  @CsvSource({"MODERN,tools/list", "LEGACY,initialize"})
  void pinnedEra_isNotProbed(ServerEra era, String first) throws Exception {
    ScriptedHttp server = start(EraProbeTest::modern);
    Upstreams upstreams =
        open(UpstreamSettings.endpoint(Rig.SERVER, server.url("/mcp")).withEra(era));
    Running.start(Rig.only(upstreams), LIST).awaitEnd();
    assertThat(server.next().rpcMethod()).isEqualTo(first);
  }

  // --- verdicts that turn out wrong ---

  @Test
  void serverThatBecomesModern_isFoundOut_withoutFailingTheRequest() throws Exception {
    AtomicBoolean upgraded = new AtomicBoolean();
    ScriptedHttp server =
        start((asked, wire) -> {
          if (upgraded.get()) {
            modern(asked, wire);
          } else {
            legacy(asked, wire);
          }
        });
    Upstreams upstreams = open(server);
    send(upstreams);
    assertThat(upstreams.verdict(Rig.SERVER).map(Upstreams.Verdict::era))
        .contains(ServerEra.LEGACY);
    upgraded.set(true);
    // Another set of capabilities needs a session of its own, which the server no longer begins.
    Request other = Rig.request("tools/list", "", "{'roots':{}}");
    Heard heard = Running.start(Rig.only(upstreams), other).done();
    assertThat(heard.end()).isInstanceOf(ToolList.class);
    assertThat(upstreams.verdict(Rig.SERVER).map(Upstreams.Verdict::era))
        .contains(ServerEra.MODERN);
  }

  @Test
  void serverThatStopsBeingModern_isFoundOut_withoutFailingTheRequest() throws Exception {
    AtomicBoolean downgraded = new AtomicBoolean();
    ScriptedHttp server =
        start((asked, wire) -> {
          if (downgraded.get() && asked.field("mcp-method").isPresent()) {
            wire.json(400, asked.error(-32022, "x", "{'supported':['2025-11-25']}"));
          } else if (downgraded.get()) {
            legacy(asked, wire);
          } else {
            modern(asked, wire);
          }
        });
    Upstreams upstreams = open(server);
    send(upstreams);
    downgraded.set(true);
    assertThat(send(upstreams).end()).isInstanceOf(ToolList.class);
    assertThat(upstreams.verdict(Rig.SERVER).map(Upstreams.Verdict::era))
        .contains(ServerEra.LEGACY);
  }

  @Test
  void serverThatContradictsItself_failsTheRequest() throws Exception {
    ScriptedHttp server =
        start((asked, wire) -> {
          if (asked.rpcMethod().equals("server/discover")) {
            modern(asked, wire);
          } else {
            wire.json(400, asked.error(-32022, "x"));
          }
        });
    assertThat(Running.start(Rig.only(open(server)), LIST).failure())
        .hasMessageContaining("no longer speaks");
  }

  @Test
  void statefulVerdict_isCheckedAgainAfterADay_andStandsWhileTheServerCannotBeAsked()
      throws Exception {
    AtomicBoolean upgraded = new AtomicBoolean();
    AtomicInteger probes = new AtomicInteger();
    ScriptedHttp server =
        start((asked, wire) -> {
          if (asked.rpcMethod().equals("server/discover") && probes.incrementAndGet() == 2) {
            wire.json(401, "{}");
          } else if (upgraded.get()) {
            modern(asked, wire);
          } else {
            legacy(asked, wire);
          }
        });
    Upstreams upstreams = open(server);
    send(upstreams);
    rig.clock.advance(Duration.ofHours(23));
    send(upstreams);
    assertThat(probes).hasValue(1);
    rig.clock.advance(Duration.ofHours(2));
    assertThat(send(upstreams).end()).isInstanceOf(ToolList.class);
    assertThat(probes).hasValue(2);
    upgraded.set(true);
    rig.clock.advance(Duration.ofMinutes(1));
    assertThat(send(upstreams).end()).isInstanceOf(ToolList.class);
    assertThat(probes).hasValue(3);
    assertThat(upstreams.verdict(Rig.SERVER))
        .contains(new Upstreams.Verdict(ServerEra.MODERN, rig.clock.instant()));
  }

  private static void modern(HttpAsked asked, HttpWire wire) throws Exception {
    switch (asked.rpcMethod()) {
      case "server/discover" ->
          wire.json(
              200,
              asked.result(
                  "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':{}}"));
      case "tools/list" -> wire.json(200, asked.result("{'resultType':'complete','tools':[]}"));
      default -> wire.json(400, asked.error(-32020, "x"));
    }
  }

  private static void legacy(HttpAsked asked, HttpWire wire) throws Exception {
    switch (asked.rpcMethod()) {
      case "initialize" -> wire.json(200, asked.result(LEGACY));
      case "tools/list" -> wire.json(200, asked.result("{'tools':[]}"));
      case "server/discover" -> wire.json(200, asked.error(-32601, "x"));
      default -> wire.empty(asked.method().equals("POST") ? 202 : 405);
    }
  }
}
