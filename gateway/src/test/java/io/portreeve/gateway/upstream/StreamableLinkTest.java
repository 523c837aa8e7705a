package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.EverLonger;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.ReservedPort;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class StreamableLinkTest {
  private static final String CAPABILITIES =
      "{'tools':{'listChanged':true},'resources':{'subscribe':true,'listChanged':true},'logging':{}}";
  private static final String FORM =
      "{'message':'Which?','requestedSchema':{'type':'object','properties':{}}}";
  private static final String ALL = "{'roots':{},'sampling':{},'elicitation':{'form':{},'url':{}}}";
  private static final Request CALL = Rig.request("tools/call", "'name':'a'", ALL);

  private final Rig rig = new Rig();
  private final Script script = Script.legacy("2025-06-18", CAPABILITIES);
  private final ScriptedServer server = ScriptedServer.start(script);
  private Upstreams upstreams = open(UpstreamSettings.endpoint(Rig.SERVER, server.url("/mcp")));

  @AfterEach
  void close() {
    upstreams.close();
    server.close();
    rig.close();
  }

  private Upstreams open(UpstreamSettings settings) {
    return Upstreams.open(
        List.of(settings.withEra(ServerEra.LEGACY)), rig.pool, Map.of(), rig.clock, rig.observer());
  }

  private EraUpstream upstream() {
    return Rig.only(upstreams);
  }

  private Heard send(Request request) throws Exception {
    return Running.start(upstream(), request).done();
  }

  // --- the session ---

  @Test
  void session_isBegunOnce_andEveryLaterRequestNamesItAndItsRevision() throws Exception {
    script.on("tools/list", turn -> turn.result("{'tools':[]}"));
    assertThat(send(Rig.request("tools/list", "")).end()).isInstanceOf(ToolList.class);
    assertThat(send(Rig.request("server/discover", "")).end()).isInstanceOf(DiscoverResult.class);
    HttpAsked initialize = server.http().next(it -> it.rpcMethod().equals("initialize"));
    assertThat(initialize.field("mcp-session-id")).isEmpty();
    assertThat(initialize.field("mcp-protocol-version")).isEmpty();
    assertThat(initialize.fields()).doesNotContainKeys("mcp-method", "mcp-name");
    HttpAsked list = server.http().next(it -> it.rpcMethod().equals("tools/list"));
    assertThat(list.field("mcp-session-id")).contains("session-1");
    assertThat(list.field("mcp-protocol-version")).contains("2025-06-18");
    assertThat(list.field("accept")).contains("application/json, text/event-stream");
  }

  @Test
  void close_endsTheSessionAtTheServer() throws Exception {
    send(Rig.request("server/discover", ""));
    upstreams.close();
    assertThat(server.nextEnded()).isEqualTo("session-1");
  }

  @Test
  void serverWithoutSessions_isSpokenToWithoutThem() throws Exception {
    server.withoutSessions().withoutListening();
    script.on("tools/call", turn -> turn.result("{'content':[]}"));
    assertThat(send(CALL).end()).isInstanceOf(ToolResult.class);
    assertThat(
            server.http().next(it -> it.rpcMethod().equals("tools/call")).field("mcp-session-id"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "\u00e9", "\u007f"})
  void malformedSessionId_failsTheHandshake(String id) throws Exception {
    try (ScriptedHttp raw =
        ScriptedHttp.start((asked, wire) ->
            wire.whole(
                200,
                "application/json",
                asked
                    .result("{'protocolVersion':'2025-06-18','capabilities':{}}")
                    .getBytes(StandardCharsets.UTF_8),
                "Mcp-Session-Id: " + id))) {
      reopen(raw.url("/mcp"));
      assertThat(Running.start(upstream(), CALL).failure()).isNotNull();
    }
  }

  @Test
  void forgottenSession_isBegunAnew_andAReadingRequestRepeated() throws Exception {
    script.on("tools/list", turn -> turn.result("{'tools':[]}"));
    send(Rig.request("tools/list", ""));
    server.forgetSessions();
    assertThat(send(Rig.request("tools/list", "")).end()).isInstanceOf(ToolList.class);
    assertThat(server.http().rest().stream().filter(it -> it.rpcMethod().equals("initialize")))
        .hasSize(2);
  }

  @Test
  void forgottenSession_failsACall_whichIsNotRepeated_andTheNextOneWorks() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    script.on(
        "tools/call",
        turn -> {
          calls.incrementAndGet();
          turn.result("{'content':[]}");
        });
    send(CALL);
    server.forgetSessions();
    assertThat(Running.start(upstream(), CALL).failure()).hasMessageContaining("forgotten");
    assertThat(send(CALL).end()).isInstanceOf(ToolResult.class);
    assertThat(calls).hasValue(2);
  }

  /** Or nobody would look any more whether the credential of the others still lasts. */
  @Test
  void forgottenSession_endsAllItsCalls() throws Exception {
    BlockingQueue<String> called = new LinkedBlockingQueue<>();
    script.on(
        "tools/call",
        turn -> {
          called.add("waits");
          turn.awaitCancelled();
        });
    Running waiting = Running.start(upstream(), CALL);
    assertThat(called.poll(1, TimeUnit.MINUTES)).isEqualTo("waits");
    server.forgetSessions();

    assertThat(Running.start(upstream(), CALL).failure()).hasMessageContaining("forgotten");

    assertThat(waiting.failure()).hasMessageContaining("closed");
  }

  @Test
  void callWhoseStreamBreaks_leavesTheOthersOfItsSession_andTheNextBeginsAnother()
      throws Exception {
    CountDownLatch broken = new CountDownLatch(1);
    BlockingQueue<String> called = new LinkedBlockingQueue<>();
    script.on(
        "tools/call",
        turn -> {
          String tool = turn.params().string("name").orElseThrow();
          called.add(tool);
          if (tool.equals("breaks")) {
            turn.hangUp();
          } else if (tool.equals("waits")) {
            broken.await();
          }
          turn.result("{'content':[]}");
        });
    Running waiting = Running.start(upstream(), Rig.request("tools/call", "'name':'waits'", ALL));
    assertThat(called.poll(1, TimeUnit.MINUTES)).isEqualTo("waits");
    Request breaks = Rig.request("tools/call", "'name':'breaks'", ALL);
    assertThat(Running.start(upstream(), breaks).failure()).isNotNull();
    send(CALL);
    broken.countDown();
    assertThat(waiting.done().end()).isInstanceOf(ToolResult.class);
    assertThat(server.nextEnded()).isEqualTo("session-1");
    assertThat(server.http().rest().stream().filter(it -> it.rpcMethod().equals("initialize")))
        .hasSize(2);
  }

  // --- what a request's stream brings ---

  @Test
  void stream_bringsNotificationsAndTheAnswer() throws Exception {
    script.on(
        "tools/call",
        turn -> {
          turn.notify("notifications/progress", "{'progressToken':" + turn.id() + ",'progress':1}");
          turn.notify("notifications/message", "{'level':'info','data':1}");
          turn.notify("notifications/message", "{'level':'debug','data':2}");
          turn.result("{'content':[]}");
        });
    Heard heard =
        send(
            Rig.requestWithMeta(
                "tools/call",
                "'name':'a'",
                "'progressToken':'t','io.modelcontextprotocol/logLevel':'info'"));
    assertThat(heard.all()).hasSize(3);
    assertThat(((Progress) heard.all().get(0)).token()).isEqualTo(Jsons.json("'t'"));
    assertThat(((LogMessage) heard.all().get(1)).level()).isEqualTo("info");
    assertThat(server.http().next(it -> it.rpcMethod().equals("logging/setLevel")).params())
        .isEqualTo(Jsons.object("{'level':'info'}"));
  }

  @Test
  void logOnTheListeningStream_belongsToNoRequest() throws Exception {
    script.on(
        "tools/call",
        turn -> {
          turn.notifyElsewhere("notifications/message", "{'level':'error','data':1}");
          turn.notifyElsewhere(
              "notifications/progress", "{'progressToken':" + turn.id() + ",'progress':1}");
          turn.askElsewhere("ping", "{}");
          turn.result("{'content':[]}");
        });
    Heard heard =
        send(
            Rig.requestWithMeta(
                "tools/call",
                "'name':'a'",
                "'progressToken':'t','io.modelcontextprotocol/logLevel':'debug'"));
    assertThat(heard.notifications()).singleElement().isInstanceOf(Progress.class);
  }

  @Test
  void questionOnTheStream_isPutToTheClient_andTheCallGoesOn() throws Exception {
    BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
    script.on(
        "tools/call",
        turn -> {
          answers.add(turn.ask("elicitation/create", FORM));
          turn.result("{'content':[]}");
        });
    InputRequired asks = send(CALL).inputRequired();
    assertThat(asks.inputRequests().keySet()).containsExactly("elicitation-1");
    Heard heard = send(retry(asks, "{'elicitation-1':{'action':'accept','content':{'a':1}}}"));
    assertThat(heard.end()).isInstanceOf(ToolResult.class);
    assertThat(answers.take().object("result"))
        .contains(Jsons.object("{'action':'accept','content':{'a':1}}"));
  }

  @Test
  void questionOnTheListeningStream_isPutToTheClientOfTheOnlyCall() throws Exception {
    BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
    script.on(
        "tools/call",
        turn -> {
          answers.add(turn.askElsewhere("roots/list", "{}"));
          turn.result("{'content':[]}");
        });
    InputRequired asks = send(CALL).inputRequired();
    Heard heard = send(retry(asks, "{'roots-1':{'roots':[{'uri':'file:///x'}]}}"));
    assertThat(heard.end()).isInstanceOf(ToolResult.class);
    assertThat(answers.take().toString()).contains("file:///x");
  }

  @Test
  void questionToAClientThatCannot_isAnsweredByUs() throws Exception {
    script.on(
        "tools/call",
        turn -> {
          JsonObject answer = turn.ask("sampling/createMessage", "{'messages':[],'maxTokens':1}");
          turn.result(
              "{'content':[],'structuredContent':"
                  + answer.object("error").orElseThrow().toString().replace('"', '\'')
                  + "}");
        });
    Heard heard = send(Rig.request("tools/call", "'name':'a'"));
    assertThat(heard.result().object("structuredContent").orElseThrow().integer("code"))
        .contains(-1L);
  }

  @Test
  void interrupt_cancelsTheRequestAtTheServer() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    script.on(
        "tools/call",
        turn -> {
          seen.add("serving");
          turn.awaitCancelled();
          seen.add("cancelled");
        });
    Running running = Running.start(upstream(), CALL);
    assertThat(seen.poll(1, TimeUnit.MINUTES)).isEqualTo("serving");
    running.interrupt();
    assertThat(seen.poll(1, TimeUnit.MINUTES)).isEqualTo("cancelled");
    running.awaitEnd();
    assertThat(running.heard().all()).isEmpty();
  }

  @Test
  void slowServer_isCancelledInTime() throws Exception {
    UpstreamSettings settings = UpstreamSettings.endpoint(Rig.SERVER, server.url("/mcp"));
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    script.on(
        "tools/call",
        turn -> {
          called.countDown();
          turn.awaitCancelled();
          cancelled.countDown();
        });
    EverLonger.untilInTime(limit -> {
      upstreams.close();
      upstreams = open(settings.withTimeout(limit));
      UpstreamException failure = Running.start(upstream(), CALL).failure();
      boolean inTime = called.getCount() == 0;
      if (inTime) {
        assertThat(failure).hasMessageContaining("too long");
      }
      return inTime;
    });
    cancelled.await();
  }

  @ParameterizedTest
  @CsvSource({"-32002,-32602", "-32601,-32601"})
  void error_isHandedOn(int theirs, int ours) throws Exception {
    script.on("resources/read", turn -> turn.error(theirs, "gone"));
    assertThat(send(Rig.request("resources/read", "'uri':'a:b'")).failure().error().code())
        .isEqualTo(ours);
  }

  // --- streams that break ---

  @Test
  void brokenStream_isTakenUpAgain_afterItsLastEvent() throws Exception {
    try (ScriptedHttp raw =
        ScriptedHttp.start((asked, wire) -> {
          switch (asked.rpcMethod()) {
            case "initialize" ->
                wire.json(200, asked.result("{'protocolVersion':'2025-11-25','capabilities':{}}"));
            case "notifications/initialized" -> wire.empty(202);
            case "tools/call" -> {
              wire.stream();
              wire.chunk("id: s/0\nretry: 1\ndata:\n\n");
              wire.event("s/1", progress(asked.id(), 1));
              wire.hangUp();
            }
            default -> {
              switch (asked.field("last-event-id").orElse("")) {
                case "s/1" -> {
                  wire.stream();
                  wire.event(
                      "s/2",
                      progress("1", 2).replace("\"progressToken\":1", "\"progressToken\":2"));
                  wire.end();
                }
                case "s/2" -> {
                  wire.stream();
                  wire.event("s/3", "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"content\":[]}}");
                  wire.end();
                }
                default -> wire.empty(405);
              }
            }
          }
        })) {
      reopen(raw.url("/mcp"));
      Heard heard = send(Rig.requestWithMeta("tools/call", "'name':'a'", "'progressToken':'t'"));
      assertThat(heard.notifications()).hasSize(2);
      assertThat(heard.end()).isInstanceOf(ToolResult.class);
    }
  }

  private static String progress(String token, int done) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":"
        + token
        + ",\"progress\":"
        + done
        + "}}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"end", "hang up"})
  void brokenStreamWithoutAnEventId_failsTheCall(String how) throws Exception {
    script.on(
        "tools/call",
        turn -> {
          turn.notify("notifications/message", "{'level':'info','data':1}");
          if (how.equals("end")) {
            turn.raw("0\r\n\r\n");
          } else {
            turn.hangUp();
          }
        });
    assertThat(Running.start(upstream(), CALL).failure()).hasMessageContaining("without an answer");
  }

  @Test
  void answerForAnotherId_failsTheCall() throws Exception {
    script.on("tools/call", turn -> turn.resultFor("77", "{'content':[]}"));
    assertThat(Running.start(upstream(), CALL).failure()).hasMessageContaining("another request");
  }

  @ParameterizedTest
  @CsvSource({
    "200,text/html,another type",
    "202,application/json,HTTP 202",
    "206,application/json,HTTP 206",
    "500,text/plain,HTTP 500",
    "401,text/plain,credentials",
    "302,text/plain,HTTP 302",
    "200,application/json,no acceptable JSON"
  })
  void answerThatIsNoMessage_failsTheCall(int status, String type, String why) throws Exception {
    try (ScriptedHttp raw =
        ScriptedHttp.start((asked, wire) -> {
          switch (asked.rpcMethod()) {
            case "initialize" ->
                wire.json(200, asked.result("{'protocolVersion':'2025-11-25','capabilities':{}}"));
            case "tools/call" ->
                wire.whole(
                    status,
                    type,
                    ("\uFEFF" + asked.result("{'content':[]}")).getBytes(StandardCharsets.UTF_8));
            default -> wire.empty(asked.method().equals("POST") ? 202 : 405);
          }
        })) {
      reopen(raw.url("/mcp"));
      assertThat(Running.start(upstream(), CALL).failure()).hasMessageContaining(why);
    }
  }

  @Test
  void serverThatIsNotThere_failsTheRequest() throws Exception {
    try (ReservedPort nobody = new ReservedPort()) {
      reopen(nobody.url("/mcp"));
      assertThatExceptionOfType(UpstreamException.class)
          .isThrownBy(() -> upstream().send(Rig.exchange(CALL), CALL, new Heard()))
          .withMessageContaining("could not be reached");
    }
  }

  @Test
  void sessionsOfPrincipals_areApart() throws Exception {
    script.on("tools/call", turn -> turn.result("{'content':[]}"));
    send(CALL);
    Running.start(upstream(), Exchanges.of(Rig.BERT, CALL), CALL).done();
    List<HttpAsked> calls =
        server.http().rest().stream().filter(it -> it.rpcMethod().equals("tools/call")).toList();
    assertThat(calls)
        .extracting(it -> it.field("mcp-session-id").orElse(""))
        .containsExactly("session-1", "session-2");
  }

  private void reopen(URI endpoint) {
    upstreams.close();
    upstreams = open(UpstreamSettings.endpoint(Rig.SERVER, endpoint));
  }

  private static Request retry(InputRequired asks, String responses) {
    return CALL.withParams(
        CALL.params()
            .with("requestState", asks.requestState().orElseThrow())
            .with("inputResponses", Jsons.json(responses)));
  }
}
