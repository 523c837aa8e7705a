package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.journey.CredentialMissing;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolResult;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way to a server shows the credential of whoever is served, and nobody else's. */
@Timeout(120)
class UpstreamCredentialsTest {
  private static final String ALL = "{'roots':{},'sampling':{},'elicitation':{'form':{},'url':{}}}";
  private static final Request LIST = Rig.request("tools/list", "");
  private static final Request CALL = Rig.request("tools/call", "'name':'a'", ALL);

  private final Rig rig = new Rig();
  private final GivenCredentials credentials =
      new GivenCredentials().token("anna", "annas").token("bert", "berts");
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    rig.close();
  }

  private Upstreams open(URI url, Optional<ServerEra> era) {
    UpstreamSettings settings =
        UpstreamSettings.endpoint(Rig.SERVER, url).withCredentials(credentials);
    Upstreams upstreams =
        Upstreams.open(
            List.of(era.map(settings::withEra).orElse(settings)),
            rig.pool,
            Map.of(),
            rig.clock,
            rig.observer());
    open.add(upstreams);
    return upstreams;
  }

  private ScriptedHttp http(ScriptedHttp.Script script) {
    ScriptedHttp server = ScriptedHttp.start(script);
    open.add(server);
    return server;
  }

  private ScriptedServer stateful(String revision) {
    Script script =
        Script.legacy(revision, "{'tools':{'listChanged':true}}")
            .on("tools/list", turn -> turn.result("{'tools':[]}"))
            .on(
                "tools/call",
                turn -> {
                  var _ = turn.ask("roots/list", "{}");
                  turn.result("{'content':[]}");
                });
    ScriptedServer server = ScriptedServer.start(script);
    open.add(server);
    return server;
  }

  private static Heard send(Upstreams upstreams, Exchange exchange, Request request)
      throws Exception {
    Heard heard = new Heard();
    Rig.only(upstreams).send(exchange, request, heard);
    return heard;
  }

  private static Heard annas(Upstreams upstreams, Request request) throws Exception {
    return send(upstreams, Exchanges.asking(request), request);
  }

  private static Heard berts(Upstreams upstreams, Request request) throws Exception {
    return send(upstreams, Exchanges.of(Rig.BERT, request), request);
  }

  private static List<String> shown(List<HttpAsked> asked) {
    return asked.stream().map(it -> it.field("authorization").orElse("nothing")).toList();
  }

  private static void modern(HttpAsked asked, HttpWire wire) throws IOException {
    wire.json(
        200,
        asked.result(
            asked.rpcMethod().equals("tools/list")
                ? "{'resultType':'complete','tools':[]}"
                : "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':{}}"));
  }

  // --- whose ---

  @Test
  void statelessServer_isShownTheCredentialOfEachCaller_whileProbedAndAfterwards()
      throws Exception {
    ScriptedHttp server = http(UpstreamCredentialsTest::modern);
    Upstreams upstreams = open(server.url("/mcp"), Optional.empty());
    assertThat(annas(upstreams, LIST).end()).isInstanceOf(ToolList.class);
    assertThat(berts(upstreams, LIST).end()).isInstanceOf(ToolList.class);
    assertThat(shown(server.rest()))
        .containsExactly("Bearer annas", "Bearer annas", "Bearer berts");
  }

  @ParameterizedTest
  @CsvSource({"LEGACY,2025-11-25,/mcp", "SSE,2024-11-05,/sse"})
  void statefulServer_isShownTheCredentialOfEachCaller_onEverythingOfItsSession(
      ServerEra era, String revision, String path) throws Exception {
    ScriptedServer server = stateful(revision);
    Upstreams upstreams = open(server.url(path), Optional.of(era));
    annas(upstreams, LIST);
    List<HttpAsked> first = server.http().rest();
    berts(upstreams, LIST);
    upstreams.close();
    assertThat(shown(first)).hasSizeGreaterThan(2).containsOnly("Bearer annas");
    assertThat(shown(server.http().rest())).contains("Bearer berts").doesNotContain("nothing");
  }

  @Test
  void statefulServer_isListenedToWithTheCredentialOfItsSession() throws Exception {
    ScriptedServer server = stateful("2025-11-25");
    annas(open(server.url("/mcp"), Optional.of(ServerEra.LEGACY)), LIST);
    HttpAsked listening = server.http().next(it -> it.method().equals("GET"));
    assertThat(listening.field("authorization")).contains("Bearer annas");
  }

  @Test
  void endOfASession_isToldWithItsCredential() throws Exception {
    ScriptedServer server = stateful("2025-11-25");
    Upstreams upstreams = open(server.url("/mcp"), Optional.of(ServerEra.LEGACY));
    annas(upstreams, LIST);
    upstreams.close();
    assertThat(server.http().next(it -> it.method().equals("DELETE")).field("authorization"))
        .contains("Bearer annas");
  }

  // --- a session belongs to its credential ---

  @Test
  void freshTokenOfTheSameSet_isShownInTheSameSession() throws Exception {
    ScriptedServer server = stateful("2025-11-25");
    Upstreams upstreams = open(server.url("/mcp"), Optional.of(ServerEra.LEGACY));
    annas(upstreams, LIST);
    credentials.token("anna", "annas second");
    annas(upstreams, LIST);
    List<HttpAsked> all = server.http().rest();
    assertThat(all.stream().filter(it -> it.rpcMethod().equals("initialize"))).hasSize(1);
    assertThat(shown(all.stream().filter(it -> it.rpcMethod().equals("tools/list")).toList()))
        .containsExactly("Bearer annas", "Bearer annas second");
  }

  @ParameterizedTest
  @CsvSource({"LEGACY,2025-11-25,/mcp", "SSE,2024-11-05,/sse"})
  void anotherCredential_opensAnotherSession(ServerEra era, String revision, String path)
      throws Exception {
    ScriptedServer server = stateful(revision);
    Upstreams upstreams = open(server.url(path), Optional.of(era));
    annas(upstreams, LIST);
    credentials.give("anna", UpstreamCredential.Granted.bearer("other", "anna by another client"));
    annas(upstreams, LIST);
    List<HttpAsked> begun =
        server.http().rest().stream().filter(it -> it.rpcMethod().equals("initialize")).toList();
    assertThat(shown(begun)).containsExactly("Bearer annas", "Bearer other");
  }

  @Test
  void parkedCall_isNotFoundWithAnotherCredential_andNotLostByIt() throws Exception {
    ScriptedServer server = stateful("2025-11-25");
    Upstreams upstreams = open(server.url("/mcp"), Optional.of(ServerEra.LEGACY));
    InputRequired asks = annas(upstreams, CALL).inputRequired();
    Request retry =
        CALL.withParams(
            CALL.params()
                .with("requestState", asks.requestState().orElseThrow())
                .with("inputResponses", Jsons.json("{'roots-1':{'roots':[]}}")));
    credentials.give("anna", UpstreamCredential.Granted.bearer("other", "anna by another client"));
    assertThat(annas(upstreams, retry).failure().error().message())
        .isEqualTo("invalid request state");
    credentials.token("anna", "annas");
    assertThat(annas(upstreams, retry).end()).isInstanceOf(ToolResult.class);
  }

  // --- refused by the server ---

  private static ScriptedHttp.Script refusing(String token, int status, String field) {
    return (asked, wire) -> {
      if (asked.field("authorization").equals(Optional.of("Bearer " + token))) {
        wire.whole(status, "text/plain", new byte[0], field);
      } else {
        modern(asked, wire);
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"401,X-None: 1", "403,WWW-Authenticate: Bearer error=\"insufficient_scope\""})
  void refusedCredential_isReplacedOnce(int status, String field) throws Exception {
    credentials.give(
        "anna",
        UpstreamCredential.Granted.bearer("old", "anna"),
        UpstreamCredential.Granted.bearer("new", "anna"));
    ScriptedHttp server = http(refusing("old", status, field));
    Upstreams upstreams = open(server.url("/mcp"), Optional.of(ServerEra.MODERN));
    assertThat(annas(upstreams, LIST).end()).isInstanceOf(ToolList.class);
    assertThat(shown(server.rest())).containsExactly("Bearer old", "Bearer new");
    assertThat(credentials.refusals).singleElement().matches(it -> it.status() == status);
  }

  @Test
  void challenges_reachWhoeverGivesTheCredentials() throws Exception {
    credentials.give(
        "anna",
        UpstreamCredential.Granted.bearer("old", "anna"),
        UpstreamCredential.Granted.bearer("new", "anna"));
    String challenge = "Bearer error=\"insufficient_scope\", scope=\"files\"";
    ScriptedHttp server = http(refusing("old", 403, "WWW-Authenticate: " + challenge));
    annas(open(server.url("/mcp"), Optional.of(ServerEra.MODERN)), LIST);
    assertThat(credentials.refusals)
        .containsExactly(new UpstreamCredentials.Refusal(403, List.of(challenge)));
  }

  @Test
  void credentialThatIsRefusedTwice_failsTheRequest() {
    credentials.give(
        "anna",
        UpstreamCredential.Granted.bearer("old", "anna"),
        UpstreamCredential.Granted.bearer("older", "anna"),
        UpstreamCredential.Granted.bearer("oldest", "anna"));
    ScriptedHttp server = http((_, wire) -> wire.empty(401));
    Upstreams upstreams = open(server.url("/mcp"), Optional.of(ServerEra.MODERN));
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> annas(upstreams, LIST))
        .withMessageContaining("refused our credentials");
    assertThat(shown(server.rest())).containsExactly("Bearer old", "Bearer older");
  }

  @Test
  void refusalThatIsCalledJson_isStillOne() {
    ScriptedHttp server = http((_, wire) -> wire.whole(401, "application/json", new byte[0]));
    Upstreams upstreams = open(server.url("/mcp"), Optional.of(ServerEra.MODERN));
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> annas(upstreams, LIST))
        .withMessageContaining("refused our credentials (HTTP 401)");
  }

  @Test
  void stepUpThatNeedsTheUser_isSaidSo_andNothingMoreIsSent() {
    URI page = URI.create("https://gateway.example/login");
    credentials.give(
        "anna",
        UpstreamCredential.Granted.bearer("old", "anna"),
        new UpstreamCredential.LoginNeeded(page));
    ScriptedHttp server = http((_, wire) -> wire.empty(401));
    Upstreams upstreams = open(server.url("/mcp"), Optional.of(ServerEra.MODERN));
    assertThatExceptionOfType(CredentialMissing.class)
        .isThrownBy(() -> annas(upstreams, LIST))
        .matches(it -> it.login().equals(Optional.of(page)));
    assertThat(shown(server.rest())).containsExactly("Bearer old");
  }

  @Test
  void refusalOfOnesCredentialWhileProbing_saysNothingToOthers() throws Exception {
    ScriptedHttp server = http(refusing("annas", 401, "X-None: 1"));
    Upstreams upstreams = open(server.url("/mcp"), Optional.empty());
    assertThatExceptionOfType(Exception.class).isThrownBy(() -> annas(upstreams, LIST));
    assertThat(berts(upstreams, LIST).end()).isInstanceOf(ToolList.class);
  }

  // --- none ---

  @ParameterizedTest
  @EnumSource(ServerEra.class)
  void withoutACredential_aServerIsAskedNothing(ServerEra era) {
    credentials.give(
        "anna", new UpstreamCredential.Unavailable("the authorization server is away"));
    ScriptedHttp server = http(UpstreamCredentialsTest::modern);
    Upstreams upstreams = open(server.url("/mcp"), Optional.of(era));
    assertThatExceptionOfType(CredentialMissing.class)
        .isThrownBy(() -> annas(upstreams, LIST))
        .withMessage("the authorization server is away")
        .matches(it -> it.login().isEmpty());
    assertThat(server.rest()).isEmpty();
  }

  @Test
  void withoutACredential_aServerIsNotProbed_andOthersAreServed() throws Exception {
    credentials.give(
        "anna", new UpstreamCredential.LoginNeeded(URI.create("https://gateway.example/a")));
    ScriptedHttp server = http(UpstreamCredentialsTest::modern);
    Upstreams upstreams = open(server.url("/mcp"), Optional.empty());
    assertThatExceptionOfType(CredentialMissing.class).isThrownBy(() -> annas(upstreams, LIST));
    assertThat(server.rest()).isEmpty();
    assertThat(berts(upstreams, LIST).end()).isInstanceOf(ToolList.class);
  }

  @Test
  void sessionWhoseCredentialIsGone_sendsNothingMore() throws Exception {
    ScriptedServer server = stateful("2025-11-25");
    Upstreams upstreams = open(server.url("/mcp"), Optional.of(ServerEra.LEGACY));
    annas(upstreams, LIST);
    server.http().next(it -> it.method().equals("GET"));
    var _ = server.http().rest();
    credentials.give("anna", new UpstreamCredential.Unavailable("revoked"));
    assertThatExceptionOfType(CredentialMissing.class).isThrownBy(() -> annas(upstreams, LIST));
    upstreams.close();
    assertThat(server.http().rest()).isEmpty();
  }
}
