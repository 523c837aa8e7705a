package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.ListenResult;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stateless server is sent, and for how long. */
@Timeout(120)
class ModernHttpUpstreamTest {
  private static final Request LISTEN =
      Rig.request("subscriptions/listen", "'notifications':{'toolsListChanged':true}");

  private final ModernHttpRig http = new ModernHttpRig();

  @AfterEach
  void close() {
    http.close();
  }

  // --- what is sent ---

  @Test
  void request_isOnePost_withFieldsDerivedFromItsBody() throws Exception {
    http.send(
        Rig.request("tools/call", "'name':'größe','arguments':{'x':1.0}"),
        (asked, wire) -> wire.json(200, asked.result(ModernHttpRig.DONE)));
    HttpAsked asked = http.server.next();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.target()).isEqualTo("/mcp");
    assertThat(asked.field("host")).contains(http.server.url("").getAuthority());
    assertThat(asked.field("content-type")).contains("application/json");
    assertThat(asked.field("accept")).contains("application/json, text/event-stream");
    assertThat(asked.field("mcp-protocol-version")).contains("2026-07-28");
    assertThat(asked.field("mcp-method")).contains("tools/call");
    assertThat(asked.field("mcp-name")).contains("=?base64?Z3LDtsOfZQ==?=");
    assertThat(asked.field("mcp-session-id")).isEmpty();
    assertThat(asked.body()).contains("\"arguments\":{\"x\":1.0}");
    assertThat(http.heard.end()).isInstanceOf(ToolResult.class);
  }

  @Test
  void meta_isOurs_butForWhatTheClientCanDoAndWants() throws Exception {
    http.send(
        Rig.requestWithMeta(
            "tools/call",
            "'name':'a'",
            "'progressToken':'theirs','io.modelcontextprotocol/logLevel':'info','traceparent':'00-1',"
                + "'com.example/x':1,'io.modelcontextprotocol/forged':2,'dev.mcp/forged':3"),
        (asked, wire) -> wire.json(200, asked.result(ModernHttpRig.DONE)));
    HttpAsked asked = http.server.next();
    JsonObject meta = asked.params().object("_meta").orElseThrow();
    assertThat(meta.without("progressToken"))
        .isEqualTo(
            Jsons.object(
                "{'traceparent':'00-1','com.example/x':1,"
                    + "'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                    + "'io.modelcontextprotocol/clientInfo':{'name':'portreeve','version':'0.1.0'},"
                    + "'io.modelcontextprotocol/clientCapabilities':{},"
                    + "'io.modelcontextprotocol/logLevel':'info'}"));
    assertThat(meta.get("progressToken")).isEqualTo(asked.json().get("id"));
  }

  @Test
  void capabilities_areThoseThatTheGatewayCarries() throws Exception {
    http.send(
        Rig.request(
            "tools/call",
            "'name':'a'",
            "{'roots':{},'elicitation':{'url':{}},'extensions':{'io.modelcontextprotocol/tasks':{}},'experimental':{}}"),
        (asked, wire) -> wire.json(200, asked.result(ModernHttpRig.DONE)));
    assertThat(
            http.server
                .next()
                .params()
                .object("_meta")
                .orElseThrow()
                .object("io.modelcontextprotocol/clientCapabilities"))
        .contains(Jsons.object("{'roots':{},'elicitation':{'url':{}}}"));
  }

  @Test
  void ids_areNeverUsedTwice() throws Exception {
    http.send(
        ModernHttpRig.CALL, (asked, wire) -> wire.json(200, asked.result(ModernHttpRig.DONE)));
    try (EraUpstream upstream = http.upstream()) {
      upstream.send(Rig.exchange(ModernHttpRig.CALL), ModernHttpRig.CALL, new Heard());
      upstream.send(Rig.exchange(ModernHttpRig.CALL), ModernHttpRig.CALL, new Heard());
    }
    http.server.next();
    assertThat(http.server.next().id()).isNotEqualTo(http.server.next().id());
  }

  @Test
  void operatorsFields_goWithEveryRequest() throws Exception {
    http.settings =
        new UpstreamSettings(
            Rig.SERVER,
            new UpstreamSettings.Reach.Endpoint(
                http.server.url("/mcp"), HttpFields.of("Authorization", "Bearer s3cret")),
            http.settings.era(),
            http.settings.roots(),
            http.settings.timeout(),
            http.settings.limits(),
            http.settings.credentials());
    http.send(
        ModernHttpRig.CALL, (asked, wire) -> wire.json(200, asked.result(ModernHttpRig.DONE)));
    assertThat(http.server.next().field("authorization")).contains("Bearer s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mcp-Name", "mcp-session-id", "Content-Type", "Accept", "Host", "Origin"})
  void operatorsField_thatBelongsToTheProtocol_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new HttpEndpoint(
                http.rig.pool,
                new UpstreamSettings.Reach.Endpoint(
                    http.server.url("/"), HttpFields.of(name, "x"))));
  }

  // --- header marks ---

  @Test
  void markedArguments_areRepeatedInFields_onceTheToolIsKnown() throws Exception {
    Request list = Rig.request("tools/list", "");
    try (EraUpstream upstream = http.script(ModernHttpUpstreamTest::marking)) {
      upstream.send(Rig.exchange(list), list, http.heard);
      Request call =
          Rig.request("tools/call", "'name':'sql','arguments':{'region':'us-west1','n':null}");
      upstream.send(Rig.exchange(call), call, new Heard());
    }
    HttpAsked asked = http.server.next(it -> it.rpcMethod().equals("tools/call"));
    assertThat(asked.field("mcp-param-region")).contains("us-west1");
    assertThat(asked.fields()).doesNotContainKey("mcp-param-n");
  }

  @Test
  void rejectedFields_areDerivedAnewFromAFreshList_andTheCallIsRepeatedOnce() throws Exception {
    Request call =
        Rig.requestWithMeta(
            "tools/call", "'name':'sql','arguments':{'region':'eu'}", "'progressToken':1");
    try (EraUpstream upstream = http.script(ModernHttpUpstreamTest::marking)) {
      upstream.send(Rig.exchange(call), call, http.heard);
    }
    assertThat(http.heard.end()).isInstanceOf(ToolResult.class);
    assertThat(http.server.rest())
        .extracting(HttpAsked::rpcMethod)
        .containsExactly("tools/call", "tools/list", "tools/call");
  }

  @Test
  void fieldsThatAreRejectedAgain_failTheCall_andAreNotPassedOnAsOurs() {
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) ->
            wire.json(
                asked.rpcMethod().equals("tools/list") ? 200 : 400,
                asked.rpcMethod().equals("tools/list")
                    ? asked.result("{'resultType':'complete','tools':[]}")
                    : asked.error(-32020, "mismatch")),
        "rejects the header fields");
    assertThat(http.server.rest()).hasSize(3);
  }

  @Test
  void endlessList_isNotReadForever() {
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) ->
            wire.json(
                200,
                asked.rpcMethod().equals("tools/list")
                    ? asked.result("{'resultType':'complete','tools':[],'nextCursor':'more'}")
                    : asked.error(-32020, "mismatch")),
        "rejects the header fields");
    assertThat(http.server.rest()).hasSize(52);
  }

  @Test
  void toolWithInvalidMarks_isHidden_reported_andRefusedOnCall() throws Exception {
    Request list = Rig.request("tools/list", "");
    Request call = Rig.request("tools/call", "'name':'bad'");
    try (EraUpstream upstream =
        http.script((asked, wire) ->
            wire.json(
                200,
                asked.result(
                    "{'resultType':'complete','tools':[{'name':'good','inputSchema':{}},"
                        + "{'name':'bad','inputSchema':{'properties':{'a':{'type':'number','x-mcp-header':'A'}}}}]}")))) {
      upstream.send(Rig.exchange(list), list, http.heard);
      assertThat(http.heard.result().array("tools").orElseThrow().toString())
          .contains("good")
          .doesNotContain("bad");
      assertThat(http.rig.oddity()).startsWith("tool-hidden: bad: ");
      Heard refused = new Heard();
      upstream.send(Rig.exchange(call), call, refused);
      assertThat(refused.failure().error().code()).isEqualTo(-32602);
    }
    assertThat(http.server.rest()).hasSize(1);
  }

  @Test
  void marks_areLearnedForEachPrincipalApart() throws Exception {
    Request list = Rig.request("tools/list", "");
    Request call = Rig.request("tools/call", "'name':'sql','arguments':{'region':'eu'}");
    LearnedToolHeaders tools = new LearnedToolHeaders();
    tools.learn(
        Rig.exchange(list),
        (ToolList)
            Result.of(
                list,
                Jsons.object(
                    "{'resultType':'complete','tools':[{'name':'sql','inputSchema':"
                        + "{'properties':{'region':{'type':'string','x-mcp-header':'Region'}}}}]}")));
    ToolName sql = new ToolName("sql");
    assertThat(tools.of(Rig.exchange(call), sql)).isPresent();
    assertThat(tools.of(Exchanges.of(Rig.BERT, call), sql)).isEmpty();
  }

  // --- cancelling ---

  @Test
  void interrupt_closesTheConnection() throws Exception {
    CountDownLatch serving = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    EraUpstream upstream =
        http.script((asked, wire) -> {
          serving.countDown();
          wire.awaitHangUp();
          gone.countDown();
        });
    Thread thread = Thread.ofVirtual().start(() -> sendQuietly(upstream, ModernHttpRig.CALL));
    assertThat(serving.await(1, TimeUnit.MINUTES)).isTrue();
    thread.interrupt();
    assertThat(gone.await(1, TimeUnit.MINUTES)).isTrue();
    thread.join();
    assertThat(http.heard.all()).isEmpty();
  }

  @Test
  void clientThatIsGone_closesTheConnectionToo() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    EraUpstream upstream =
        http.script((asked, wire) -> {
          wire.stream();
          wire.event(ModernHttpRig.progress(asked.id(), 1));
          wire.awaitHangUp();
          gone.countDown();
        });
    Request request = Rig.requestWithMeta("tools/call", "'name':'a'", "'progressToken':1");
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() ->
            upstream.send(
                Rig.exchange(request),
                request,
                _ -> {
                  throw new InterruptedException("the client is gone");
                }));
    assertThat(gone.await(1, TimeUnit.MINUTES)).isTrue();
  }

  // --- listening ---

  @Test
  void listener_hearsWhatItAskedForAndTheServerAgreedTo_untilTheServerEnds() throws Exception {
    Request listen =
        Rig.request(
            "subscriptions/listen",
            "'notifications':{'toolsListChanged':true,'promptsListChanged':true,'resourceSubscriptions':['a:b','a:c']}");
    http.send(
        listen,
        (asked, wire) -> {
          wire.stream();
          wire.event(ModernHttpRig.note("notifications/tools/list_changed", "{}"));
          wire.event(
              ModernHttpRig.note(
                  "notifications/subscriptions/acknowledged",
                  "{'_meta':{'io.modelcontextprotocol/subscriptionId':"
                      + asked.id()
                      + "},'notifications':"
                      + "{'toolsListChanged':true,'resourcesListChanged':true,'resourceSubscriptions':['a:b','a:z']}}"));
          wire.event(
              ModernHttpRig.note(
                  "notifications/tools/list_changed",
                  "{'_meta':{'io.modelcontextprotocol/subscriptionId':1,'a/b':1}}"));
          wire.event(ModernHttpRig.note("notifications/prompts/list_changed", "{}"));
          wire.event(ModernHttpRig.note("notifications/resources/list_changed", "{}"));
          wire.event(ModernHttpRig.note("notifications/resources/updated", "{'uri':'a:b'}"));
          wire.event(ModernHttpRig.note("notifications/resources/updated", "{'uri':'a:b/part'}"));
          wire.event(ModernHttpRig.note("notifications/resources/updated", "{'uri':'a:c'}"));
          wire.event(ModernHttpRig.note("notifications/resources/updated", "{'uri':'a:bc'}"));
          wire.event(ModernHttpRig.note("notifications/message", "{'level':'error','data':1}"));
          wire.event(
              ModernHttpRig.note(
                  "notifications/subscriptions/acknowledged", "{'notifications':{}}"));
          wire.event(
              asked.result(
                  "{'resultType':'complete','_meta':{'io.modelcontextprotocol/subscriptionId':1}}"));
          wire.end();
        });
    assertThat(((SubscriptionAcknowledged) http.heard.all().getFirst()).params())
        .isEqualTo(
            Jsons.object(
                "{'notifications':{'toolsListChanged':true,'resourceSubscriptions':['a:b']}}"));
    assertThat(http.heard.notifications().stream().skip(1).map(it -> it.method() + it.params()))
        .containsExactly(
            "notifications/tools/list_changed{\"_meta\":{\"a/b\":1}}",
            "notifications/resources/updated{\"uri\":\"a:b\"}",
            "notifications/resources/updated{\"uri\":\"a:b/part\"}");
    assertThat(http.heard.end()).isInstanceOf(ListenResult.class);
    assertThat(http.heard.result().has("_meta")).isFalse();
  }

  @Test
  void listener_hasNoDeadline() throws Exception {
    http.send(
        LISTEN,
        (asked, wire) -> {
          wire.stream();
          wire.event(
              ModernHttpRig.note(
                  "notifications/subscriptions/acknowledged",
                  "{'notifications':{'toolsListChanged':true}}"));
          http.rig.clock.advance(Duration.ofDays(2));
          wire.event(ModernHttpRig.note("notifications/tools/list_changed", "{}"));
          wire.event(asked.result("{'resultType':'complete'}"));
          wire.end();
        });
    assertThat(http.heard.notifications()).hasSize(2);
  }

  @Test
  void listener_isCutOff_soonAfterTheCredentialIsGone_andHearsNoMore() throws Exception {
    GivenCredentials credentials = new GivenCredentials().token("anna", "annas");
    http.settings = http.settings.withCredentials(credentials);
    CountDownLatch cut = new CountDownLatch(1);
    EraUpstream upstream =
        http.script((_, wire) -> {
          wire.stream();
          wire.event(
              ModernHttpRig.note(
                  "notifications/subscriptions/acknowledged",
                  "{'notifications':{'toolsListChanged':true}}"));
          wire.awaitHangUp();
          cut.countDown();
        });
    Running listening = Running.start(upstream, Exchanges.asking(LISTEN), LISTEN);
    assertThat(listening.heard().next()).isInstanceOf(SubscriptionAcknowledged.class);
    http.alarms.ring(CredentialWatch.INTERVAL);
    assertThat(listening.isDone()).isFalse();

    credentials.give("anna", new UpstreamCredential.Unavailable("revoked"));
    http.alarms.ring(CredentialWatch.INTERVAL);

    assertThat(listening.failure()).hasMessageContaining("credential");
    assertThat(cut.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(http.alarms.count(CredentialWatch.INTERVAL)).isZero();
  }

  @Test
  void streamThatIsOver_isNotWatchedAnyMore() throws Exception {
    http.settings = http.settings.withCredentials(new GivenCredentials().token("anna", "annas"));
    http.send(
        LISTEN,
        (asked, wire) -> {
          wire.stream();
          wire.event(asked.result("{'resultType':'complete'}"));
          wire.end();
        });
    http.alarms.ring(CredentialWatch.INTERVAL);
    assertThat(http.alarms.count(CredentialWatch.INTERVAL)).isZero();
  }

  @Test
  void cutListening_isAFailure() {
    http.assertFails(
        LISTEN,
        (asked, wire) -> {
          wire.stream();
          wire.event(
              ModernHttpRig.note(
                  "notifications/subscriptions/acknowledged", "{'notifications':{}}"));
          wire.end();
        },
        "without an answer");
  }

  private static void marking(HttpAsked asked, HttpWire wire) throws Exception {
    if (asked.rpcMethod().equals("tools/list")) {
      wire.json(
          200,
          asked.result(
              "{'resultType':'complete','tools':[{'name':'sql','inputSchema':{'properties':"
                  + "{'region':{'type':'string','x-mcp-header':'Region'},'n':{'type':'integer','x-mcp-header':'N'}}}}]}"));
    } else if (asked.field("mcp-param-region").isPresent()) {
      wire.json(200, asked.result(ModernHttpRig.DONE));
    } else {
      wire.json(400, asked.error(-32020, "mismatch"));
    }
  }

  private void sendQuietly(EraUpstream upstream, Request request) {
    try {
      upstream.send(Rig.exchange(request), request, http.heard);
    } catch (UpstreamException | StaleEra | InterruptedException ended) {
      http.rig.oddities.add("ended: " + ended.getMessage());
    }
  }
}
