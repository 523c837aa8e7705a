package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListenResult;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Progress;
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
import io.portreeve.testkit.server.ReservedPort;
import io.portreeve.testkit.server.ScriptedHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ModernHttpUpstreamTest {
  private static final String DONE = "{'resultType':'complete','content':[]}";
  private static final Request CALL = Rig.request("tools/call", "'name':'a','arguments':{}");
  private static final Request LISTEN =
      Rig.request("subscriptions/listen", "'notifications':{'toolsListChanged':true}");

  private final Rig rig = new Rig();
  private final Heard heard = new Heard();
  private ScriptedHttp server = ScriptedHttp.start((_, wire) -> wire.empty(500));
  private UpstreamSettings settings = UpstreamSettings.endpoint(Rig.SERVER, server.url("/mcp"));

  @AfterEach
  void close() {
    server.close();
    rig.close();
  }

  // --- what is sent ---

  @Test
  void request_isOnePost_withFieldsDerivedFromItsBody() throws Exception {
    send(
        Rig.request("tools/call", "'name':'größe','arguments':{'x':1.0}"),
        (asked, wire) -> wire.json(200, asked.result(DONE)));
    HttpAsked asked = server.next();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.target()).isEqualTo("/mcp");
    assertThat(asked.field("host")).contains(server.url("").getAuthority());
    assertThat(asked.field("content-type")).contains("application/json");
    assertThat(asked.field("accept")).contains("application/json, text/event-stream");
    assertThat(asked.field("mcp-protocol-version")).contains("2026-07-28");
    assertThat(asked.field("mcp-method")).contains("tools/call");
    assertThat(asked.field("mcp-name")).contains("=?base64?Z3LDtsOfZQ==?=");
    assertThat(asked.field("mcp-session-id")).isEmpty();
    assertThat(asked.body()).contains("\"arguments\":{\"x\":1.0}");
    assertThat(heard.end()).isInstanceOf(ToolResult.class);
  }

  @Test
  void meta_isOurs_butForWhatTheClientCanDoAndWants() throws Exception {
    send(
        Rig.requestWithMeta(
            "tools/call",
            "'name':'a'",
            "'progressToken':'theirs','io.modelcontextprotocol/logLevel':'info','traceparent':'00-1',"
                + "'com.example/x':1,'io.modelcontextprotocol/forged':2,'dev.mcp/forged':3"),
        (asked, wire) -> wire.json(200, asked.result(DONE)));
    HttpAsked asked = server.next();
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
    send(
        Rig.request(
            "tools/call",
            "'name':'a'",
            "{'roots':{},'elicitation':{'url':{}},'extensions':{'io.modelcontextprotocol/tasks':{}},'experimental':{}}"),
        (asked, wire) -> wire.json(200, asked.result(DONE)));
    assertThat(
            server
                .next()
                .params()
                .object("_meta")
                .orElseThrow()
                .object("io.modelcontextprotocol/clientCapabilities"))
        .contains(Jsons.object("{'roots':{},'elicitation':{'url':{}}}"));
  }

  @Test
  void ids_areNeverUsedTwice() throws Exception {
    send(CALL, (asked, wire) -> wire.json(200, asked.result(DONE)));
    try (EraUpstream upstream = upstream()) {
      upstream.send(Rig.exchange(CALL), CALL, new Heard());
      upstream.send(Rig.exchange(CALL), CALL, new Heard());
    }
    server.next();
    assertThat(server.next().id()).isNotEqualTo(server.next().id());
  }

  @Test
  void operatorsFields_goWithEveryRequest() throws Exception {
    settings =
        new UpstreamSettings(
            Rig.SERVER,
            new UpstreamSettings.Reach.Endpoint(
                server.url("/mcp"), HttpFields.of("Authorization", "Bearer s3cret")),
            settings.era(),
            settings.roots(),
            settings.timeout(),
            settings.limits());
    send(CALL, (asked, wire) -> wire.json(200, asked.result(DONE)));
    assertThat(server.next().field("authorization")).contains("Bearer s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mcp-Name", "mcp-session-id", "Content-Type", "Accept", "Host", "Origin"})
  void operatorsField_thatBelongsToTheProtocol_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new HttpEndpoint(
                rig.pool,
                new UpstreamSettings.Reach.Endpoint(server.url("/"), HttpFields.of(name, "x"))));
  }

  // --- header marks ---

  @Test
  void markedArguments_areRepeatedInFields_onceTheToolIsKnown() throws Exception {
    Request list = Rig.request("tools/list", "");
    try (EraUpstream upstream = script(ModernHttpUpstreamTest::marking)) {
      upstream.send(Rig.exchange(list), list, heard);
      Request call =
          Rig.request("tools/call", "'name':'sql','arguments':{'region':'us-west1','n':null}");
      upstream.send(Rig.exchange(call), call, new Heard());
    }
    HttpAsked asked = server.next(it -> it.rpcMethod().equals("tools/call"));
    assertThat(asked.field("mcp-param-region")).contains("us-west1");
    assertThat(asked.fields()).doesNotContainKey("mcp-param-n");
  }

  @Test
  void rejectedFields_areDerivedAnewFromAFreshList_andTheCallIsRepeatedOnce() throws Exception {
    Request call =
        Rig.requestWithMeta(
            "tools/call", "'name':'sql','arguments':{'region':'eu'}", "'progressToken':1");
    try (EraUpstream upstream = script(ModernHttpUpstreamTest::marking)) {
      upstream.send(Rig.exchange(call), call, heard);
    }
    assertThat(heard.end()).isInstanceOf(ToolResult.class);
    assertThat(server.rest())
        .extracting(HttpAsked::rpcMethod)
        .containsExactly("tools/call", "tools/list", "tools/call");
  }

  @Test
  void fieldsThatAreRejectedAgain_failTheCall_andAreNotPassedOnAsOurs() {
    assertFails(
        CALL,
        (asked, wire) ->
            wire.json(
                asked.rpcMethod().equals("tools/list") ? 200 : 400,
                asked.rpcMethod().equals("tools/list")
                    ? asked.result("{'resultType':'complete','tools':[]}")
                    : asked.error(-32020, "mismatch")),
        "rejects the header fields");
    assertThat(server.rest()).hasSize(3);
  }

  @Test
  void endlessList_isNotReadForever() {
    assertFails(
        CALL,
        (asked, wire) ->
            wire.json(
                200,
                asked.rpcMethod().equals("tools/list")
                    ? asked.result("{'resultType':'complete','tools':[],'nextCursor':'more'}")
                    : asked.error(-32020, "mismatch")),
        "rejects the header fields");
    assertThat(server.rest()).hasSize(52);
  }

  @Test
  void toolWithInvalidMarks_isHidden_reported_andRefusedOnCall() throws Exception {
    Request list = Rig.request("tools/list", "");
    Request call = Rig.request("tools/call", "'name':'bad'");
    try (EraUpstream upstream =
        script((asked, wire) ->
            wire.json(
                200,
                asked.result(
                    "{'resultType':'complete','tools':[{'name':'good','inputSchema':{}},"
                        + "{'name':'bad','inputSchema':{'properties':{'a':{'type':'number','x-mcp-header':'A'}}}}]}")))) {
      upstream.send(Rig.exchange(list), list, heard);
      assertThat(heard.result().array("tools").orElseThrow().toString())
          .contains("good")
          .doesNotContain("bad");
      assertThat(rig.oddity()).startsWith("tool-hidden: bad: ");
      Heard refused = new Heard();
      upstream.send(Rig.exchange(call), call, refused);
      assertThat(refused.failure().error().code()).isEqualTo(-32602);
    }
    assertThat(server.rest()).hasSize(1);
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

  // --- what is read ---

  @Test
  void stream_isHandedOnInOrder_withTheClientsToken() throws Exception {
    send(
        Rig.requestWithMeta(
            "tools/call",
            "'name':'a'",
            "'progressToken':'t','io.modelcontextprotocol/logLevel':'info'"),
        (asked, wire) -> {
          wire.stream();
          wire.chunk(": keep-alive\n\ndata:\n\n");
          wire.event(progress(asked.id(), 1));
          wire.event(log("debug"));
          wire.event(log("error"));
          wire.event(progress(asked.id(), 1));
          wire.event(progress("\"other\"", 2));
          wire.event(progress(asked.id(), 3));
          wire.event(asked.result(DONE));
          wire.end();
        });
    assertThat(heard.all()).hasSize(4);
    assertThat(((Progress) heard.all().get(0)).params())
        .isEqualTo(Jsons.object("{'progressToken':'t','progress':1}"));
    assertThat(((LogMessage) heard.all().get(1)).level()).isEqualTo("error");
    assertThat(((Progress) heard.all().get(2)).params())
        .isEqualTo(Jsons.object("{'progressToken':'t','progress':3}"));
    assertThat(heard.end()).isInstanceOf(ToolResult.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notifications/tools/list_changed|{}",
        "notifications/resources/updated|{'uri':'a:b'}",
        "notifications/subscriptions/acknowledged|{'notifications':{}}",
        "notifications/progress|{'progressToken':1,'progress':1}",
        "notifications/message|{'level':'error','data':1}",
        "notifications/tasks|{}",
        "notifications/progress|{}",
        "made/up|{}"
      })
  void notificationThatACallMustNotCause_isDroppedAndReported(String notification)
      throws Exception {
    String[] parts = notification.split("\\|", 2);
    send(
        CALL,
        (asked, wire) -> {
          wire.stream();
          wire.event(note(parts[0], parts[1]));
          wire.event(asked.result(DONE));
          wire.end();
        });
    assertThat(heard.all()).hasSize(1);
    assertThat(rig.oddity()).startsWith("notification-refused: ");
  }

  @Test
  void floodOfNotifications_isCutOff_andTheAnswerStillComes() throws Exception {
    UpstreamLimits d = UpstreamLimits.defaults();
    settings =
        settings.withLimits(
            new UpstreamLimits(
                d.maxMessage(),
                d.maxQueued(),
                10,
                d.sessionsPerPrincipal(),
                d.sessions(),
                d.sessionIdle(),
                d.parkedPerPrincipal(),
                d.parked(),
                d.parkedLife()));
    send(
        Rig.requestWithMeta(
            "tools/call", "'name':'a'", "'io.modelcontextprotocol/logLevel':'debug'"),
        (asked, wire) -> {
          wire.stream();
          for (int i = 0; i < 100; i++) {
            wire.event(log("info"));
          }
          wire.event(asked.result(DONE));
          wire.end();
        });
    assertThat(heard.notifications()).hasSize(10);
    assertThat(rig.oddity()).contains("more notifications");
    assertThat(rig.oddities).isEmpty();
  }

  @Test
  void eventOfAnotherType_isNoMessage() throws Exception {
    send(
        CALL,
        (asked, wire) -> {
          wire.stream();
          wire.chunk("event: ping\ndata: {}\n\n");
          wire.event(asked.result(DONE));
          wire.end();
        });
    assertThat(heard.all()).hasSize(1);
    assertThat(rig.oddity()).startsWith("no-message: ");
  }

  @Test
  void serversOwnNameStays_andForgedMetaIsGone() throws Exception {
    send(
        CALL,
        (asked, wire) ->
            wire.json(
                200,
                asked.result(
                    "{'resultType':'complete','content':[],'_meta':{'io.modelcontextprotocol/serverInfo':{'name':'s'},"
                        + "'io.modelcontextprotocol/subscriptionId':1,'a/b':2}}")));
    assertThat(heard.result().object("_meta"))
        .contains(Jsons.object("{'io.modelcontextprotocol/serverInfo':{'name':'s'},'a/b':2}"));
  }

  @Test
  void inputRequired_isHandedOn_andItsStateComesBackByteForByte() throws Exception {
    try (EraUpstream upstream =
        script((asked, wire) ->
            wire.json(
                200,
                asked.params().has("requestState")
                    ? asked.result(DONE)
                    : asked.result(
                        "{'resultType':'input_required','requestState':'s\\u0000 ü'}")))) {
      upstream.send(Rig.exchange(CALL), CALL, heard);
      String state = ((InputRequired) heard.end()).requestState().orElseThrow();
      Request retry =
          CALL.withParams(
              CALL.params().with("requestState", state).with("inputResponses", JsonObject.empty()));
      Heard second = new Heard();
      upstream.send(Rig.exchange(retry), retry, second);
      assertThat(second.end()).isInstanceOf(ToolResult.class);
    }
    HttpAsked first = server.next();
    HttpAsked again = server.next();
    assertThat(first.params().has("requestState")).isFalse();
    assertThat(again.params().string("requestState")).contains("s\0 ü");
    assertThat(again.id()).isNotEqualTo(first.id());
  }

  @Test
  void discovery_losesWhatTheGatewayCannotCarry() throws Exception {
    send(
        Rig.request("server/discover", ""),
        (asked, wire) ->
            wire.json(
                200,
                asked.result(
                    "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':"
                        + "{'tools':{},'extensions':{'io.modelcontextprotocol/tasks':{}}}}")));
    assertThat(heard.result().object("capabilities")).contains(Jsons.object("{'tools':{}}"));
  }

  @ParameterizedTest
  @CsvSource({
    "200,-32602,-32602",
    "404,-32601,-32601",
    "400,-32021,-32021",
    "400,-32602,-32602",
    "500,-32603,-32603",
    "200,-32002,-32602",
    "200,-32042,-32603",
    "200,-32050,-32603",
    "200,-5,-5"
  })
  void error_isHandedOn_withACodeThatIsTheServersToUse(int status, int code, int ours)
      throws Exception {
    send(CALL, (asked, wire) -> wire.json(status, asked.error(code, "it failed", "{'a':1}")));
    assertThat(heard.failure().error().code()).isEqualTo(ours);
    assertThat(heard.failure().error().message()).isEqualTo("it failed");
    assertThat(heard.failure().error().data()).contains(Jsons.json("{'a':1}"));
  }

  @Test
  void errorWithoutAnId_isTheAnswerToTheOnlyRequest() throws Exception {
    send(
        CALL,
        (asked, wire) ->
            wire.json(
                400,
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"x\"}}"));
    assertThat(heard.end()).isInstanceOf(Failure.class);
  }

  @Test
  void unsupportedVersion_meansThatTheEraIsStale() {
    EraUpstream upstream =
        script((asked, wire) -> wire.json(400, asked.error(-32022, "x", "{'supported':[]}")));
    assertThatExceptionOfType(StaleEra.class)
        .isThrownBy(() -> upstream.send(Rig.exchange(CALL), CALL, heard));
    assertThat(heard.all()).isEmpty();
  }

  // --- what is refused ---

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/html",
        "",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
        "application/json; profile=x",
        "application/jsonx",
        "application/json-seq",
        "application/json, text/event-stream",
        "json"
      })
  void answerOfAnotherType_isNotRead(String type) {
    assertFails(
        CALL,
        (asked, wire) -> wire.whole(200, type, asked.result(DONE).getBytes(StandardCharsets.UTF_8)),
        "another type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/json",
        "Content-Type: text/html",
        "Content-Encoding: gzip"
      })
  void answerWithContradictingFields_isNotRead(String line) {
    assertFails(
        CALL,
        (asked, wire) ->
            wire.whole(
                200, "application/json", asked.result(DONE).getBytes(StandardCharsets.UTF_8), line),
        "another type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "APPLICATION/JSON",
        "application/json;charset=UTF-8",
        "application/json ; charset=\"utf-8\""
      })
  void answerOfTheRightType_isRead_howeverItIsWritten(String type) throws Exception {
    send(
        CALL,
        (asked, wire) ->
            wire.whole(200, type, asked.result(DONE).getBytes(StandardCharsets.UTF_8)));
    assertThat(heard.end()).isInstanceOf(ToolResult.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 203, 204, 206, 226, 301, 302, 307, 401, 403, 418, 500, 503})
  void resultUnderAnotherStatus_isNotRead(int status) {
    assertFails(CALL, (asked, wire) -> wire.json(status, asked.result(DONE)), "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF%s",
        "%s%s",
        "[%s]",
        "{}",
        "[]",
        "7",
        "",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"result\":{\"resultType\":\"complete\",\"content\":[]}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"roots/list\"}"
      })
  void bodyThatIsNoAnswer_failsTheCall(String body) {
    assertFails(CALL, (asked, wire) -> wire.json(200, body.replace("%s", asked.result(DONE))), "");
    assertFails(
        CALL,
        (asked, wire) -> {
          wire.stream();
          wire.event("x" + body.replace("%s", asked.result(DONE)));
          wire.end();
        },
        "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"77", "\"1\"", "1.5", "true"})
  void answerForAnotherId_failsTheCall(String id) {
    String answer =
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"result\":{\"resultType\":\"complete\",\"content\":[]}}";
    assertFails(CALL, (asked, wire) -> wire.json(200, answer), "");
    assertFails(
        CALL,
        (asked, wire) ->
            wire.json(
                400,
                answer.replace(
                    "\"result\":{\"resultType\":\"complete\",\"content\":[]}",
                    "\"error\":{\"code\":-5,\"message\":\"x\"}")),
        "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'content':[]}",
        "{'resultType':'task','content':[]}",
        "{'resultType':7,'content':[]}",
        "{'resultType':'complete'}",
        "{'resultType':'complete','content':7}",
        "{'resultType':'input_required'}",
        "{'resultType':'input_required','inputRequests':{'a':{'method':'tools/call'}}}"
      })
  void resultOfAnUnknownKind_failsTheCall(String result) {
    assertFails(CALL, (asked, wire) -> wire.json(200, asked.result(result)), "refused");
  }

  @Test
  void inputRequired_forARequestThatCannotBeAsked_failsIt() {
    assertFails(
        Rig.request("tools/list", ""),
        (asked, wire) ->
            wire.json(200, asked.result("{'resultType':'input_required','requestState':'s'}")),
        "refused");
  }

  @Test
  void secondAnswer_isNeverRead() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    send(
        CALL,
        (asked, wire) -> {
          wire.stream();
          wire.event(asked.result(DONE));
          wire.event(asked.result("{'resultType':'complete','content':[],'isError':true}"));
          wire.awaitHangUp();
          gone.countDown();
        });
    assertThat(heard.result().has("isError")).isFalse();
    assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void streamWithoutAnAnswer_failsTheCall() {
    assertFails(
        CALL,
        (asked, wire) -> {
          wire.stream();
          wire.event(log("info"));
          wire.end();
        },
        "without an answer");
    assertFails(
        CALL,
        (asked, wire) -> {
          wire.stream();
          wire.chunk("data: " + asked.result(DONE) + "\n");
          wire.end();
        },
        "without an answer");
    assertFails(
        CALL,
        (asked, wire) -> {
          wire.stream();
          wire.hangUp();
        },
        "broke");
  }

  @Test
  void requestOnAStream_failsTheCall() {
    assertFails(
        CALL,
        (asked, wire) -> {
          wire.stream();
          wire.event("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"roots/list\"}");
          wire.event(asked.result(DONE));
          wire.end();
        },
        "forbids");
  }

  @Test
  void answerOverTheLimit_failsTheCall() {
    settings = settings.withLimits(UpstreamLimits.defaults().withMaxMessage(1_000));
    String big = "{'resultType':'complete','content':[],'x':'" + "y".repeat(2_000) + "'}";
    assertFails(CALL, (asked, wire) -> wire.json(200, asked.result(big)), "too long");
    assertFails(
        CALL,
        (asked, wire) -> {
          wire.stream();
          wire.event(asked.result(big));
          wire.end();
        },
        "event stream is refused");
  }

  @Test
  void serverThatIsNotThere_failsTheCall() throws Exception {
    try (ReservedPort nobody = new ReservedPort()) {
      settings = UpstreamSettings.endpoint(Rig.SERVER, nobody.url("/mcp"));
      try (EraUpstream upstream = upstream()) {
        assertThatExceptionOfType(UpstreamException.class)
            .isThrownBy(() -> upstream.send(Rig.exchange(CALL), CALL, heard))
            .withMessageContaining("could not be reached");
      }
    }
  }

  @Test
  void silentServer_failsTheCallInTime() {
    settings = settings.withTimeout(Duration.ofMillis(200));
    assertFails(CALL, (asked, wire) -> wire.awaitHangUp(), "timed out");
  }

  @Test
  void progress_doesNotKeepACallAliveForever() {
    AtomicInteger sent = new AtomicInteger();
    assertFails(
        CALL,
        (asked, wire) -> {
          wire.stream();
          for (; sent.get() < 1_000; sent.incrementAndGet()) {
            rig.clock.advance(Duration.ofSeconds(10));
            wire.chunk(": alive\n\n");
          }
        },
        "too long");
    assertThat(sent.get()).isGreaterThan(5);
  }

  // --- cancelling ---

  @Test
  void interrupt_closesTheConnection() throws Exception {
    CountDownLatch serving = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    EraUpstream upstream =
        script((asked, wire) -> {
          serving.countDown();
          wire.awaitHangUp();
          gone.countDown();
        });
    Thread thread = Thread.ofVirtual().start(() -> sendQuietly(upstream, CALL));
    assertThat(serving.await(20, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
    thread.join();
    assertThat(heard.all()).isEmpty();
  }

  @Test
  void clientThatIsGone_closesTheConnectionToo() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    EraUpstream upstream =
        script((asked, wire) -> {
          wire.stream();
          wire.event(progress(asked.id(), 1));
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
    assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
  }

  // --- listening ---

  @Test
  void listener_hearsWhatItAskedForAndTheServerAgreedTo_untilTheServerEnds() throws Exception {
    Request listen =
        Rig.request(
            "subscriptions/listen",
            "'notifications':{'toolsListChanged':true,'promptsListChanged':true,'resourceSubscriptions':['a:b','a:c']}");
    send(
        listen,
        (asked, wire) -> {
          wire.stream();
          wire.event(note("notifications/tools/list_changed", "{}"));
          wire.event(
              note(
                  "notifications/subscriptions/acknowledged",
                  "{'_meta':{'io.modelcontextprotocol/subscriptionId':"
                      + asked.id()
                      + "},'notifications':"
                      + "{'toolsListChanged':true,'resourcesListChanged':true,'resourceSubscriptions':['a:b','a:z']}}"));
          wire.event(
              note(
                  "notifications/tools/list_changed",
                  "{'_meta':{'io.modelcontextprotocol/subscriptionId':1,'a/b':1}}"));
          wire.event(note("notifications/prompts/list_changed", "{}"));
          wire.event(note("notifications/resources/list_changed", "{}"));
          wire.event(note("notifications/resources/updated", "{'uri':'a:b'}"));
          wire.event(note("notifications/resources/updated", "{'uri':'a:b/part'}"));
          wire.event(note("notifications/resources/updated", "{'uri':'a:c'}"));
          wire.event(note("notifications/resources/updated", "{'uri':'a:bc'}"));
          wire.event(note("notifications/message", "{'level':'error','data':1}"));
          wire.event(note("notifications/subscriptions/acknowledged", "{'notifications':{}}"));
          wire.event(
              asked.result(
                  "{'resultType':'complete','_meta':{'io.modelcontextprotocol/subscriptionId':1}}"));
          wire.end();
        });
    assertThat(((SubscriptionAcknowledged) heard.all().getFirst()).params())
        .isEqualTo(
            Jsons.object(
                "{'notifications':{'toolsListChanged':true,'resourceSubscriptions':['a:b']}}"));
    assertThat(heard.notifications().stream().skip(1).map(it -> it.method() + it.params()))
        .containsExactly(
            "notifications/tools/list_changed{\"_meta\":{\"a/b\":1}}",
            "notifications/resources/updated{\"uri\":\"a:b\"}",
            "notifications/resources/updated{\"uri\":\"a:b/part\"}");
    assertThat(heard.end()).isInstanceOf(ListenResult.class);
    assertThat(heard.result().has("_meta")).isFalse();
  }

  @Test
  void listener_hasNoDeadline() throws Exception {
    send(
        LISTEN,
        (asked, wire) -> {
          wire.stream();
          wire.event(
              note(
                  "notifications/subscriptions/acknowledged",
                  "{'notifications':{'toolsListChanged':true}}"));
          rig.clock.advance(Duration.ofDays(2));
          wire.event(note("notifications/tools/list_changed", "{}"));
          wire.event(asked.result("{'resultType':'complete'}"));
          wire.end();
        });
    assertThat(heard.notifications()).hasSize(2);
  }

  @Test
  void cutListening_isAFailure() {
    assertFails(
        LISTEN,
        (asked, wire) -> {
          wire.stream();
          wire.event(note("notifications/subscriptions/acknowledged", "{'notifications':{}}"));
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
      wire.json(200, asked.result(DONE));
    } else {
      wire.json(400, asked.error(-32020, "mismatch"));
    }
  }

  private static String progress(String token, int done) {
    return note(
        "notifications/progress", "{'progressToken':" + token + ",'progress':" + done + "}");
  }

  private static String log(String level) {
    return note("notifications/message", "{'level':'" + level + "','data':'x'}");
  }

  private static String note(String method, String params) {
    return ("{'jsonrpc':'2.0','method':'" + method + "','params':" + params + "}")
        .replace('\'', '"');
  }

  private void sendQuietly(EraUpstream upstream, Request request) {
    try {
      upstream.send(Rig.exchange(request), request, heard);
    } catch (UpstreamException | StaleEra | InterruptedException ended) {
      rig.oddities.add("ended: " + ended.getMessage());
    }
  }

  private void send(Request request, ScriptedHttp.Script script) throws Exception {
    try (EraUpstream upstream = script(script)) {
      upstream.send(Rig.exchange(request), request, heard);
    }
  }

  private void assertFails(Request request, ScriptedHttp.Script script, String why) {
    try (EraUpstream upstream = script(script)) {
      assertThatExceptionOfType(UpstreamException.class)
          .isThrownBy(() -> upstream.send(Rig.exchange(request), request, heard))
          .withMessageContaining(why);
    }
    assertThat(heard.all()).allMatch(Notification.class::isInstance);
  }

  private EraUpstream script(ScriptedHttp.Script script) {
    server.close();
    server = ScriptedHttp.start(script);
    UpstreamSettings.Reach.Endpoint old = (UpstreamSettings.Reach.Endpoint) settings.reach();
    settings =
        new UpstreamSettings(
            Rig.SERVER,
            new UpstreamSettings.Reach.Endpoint(server.url("/mcp"), old.fields()),
            settings.era(),
            settings.roots(),
            settings.timeout(),
            settings.limits());
    return upstream();
  }

  private EraUpstream upstream() {
    UpstreamSettings.Reach.Endpoint reach = (UpstreamSettings.Reach.Endpoint) settings.reach();
    HttpEndpoint endpoint = new HttpEndpoint(rig.pool, reach);
    return new ModernHttpUpstream(settings, endpoint, rig.clock, rig.observer());
  }
}
