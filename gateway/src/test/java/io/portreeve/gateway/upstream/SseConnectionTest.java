package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of 2024-11-05 over HTTP+SSE. */
@Timeout(120)
class SseConnectionTest {
  private static final String ALL = "{'roots':{},'sampling':{},'elicitation':{'form':{},'url':{}}}";
  private static final Request CALL = Rig.request("tools/call", "'name':'a'", ALL);

  private final Rig rig = new Rig();
  private final Script script = Script.legacy("2024-11-05", "{'tools':{}}");
  private final ScriptedServer server = ScriptedServer.start(script);
  private Upstreams upstreams = open(server.url("/sse"), Duration.ofSeconds(20));

  @AfterEach
  void close() {
    upstreams.close();
    server.close();
    rig.close();
  }

  private Upstreams open(URI url, Duration timeout) {
    return Upstreams.open(
        List.of(
            UpstreamSettings.endpoint(Rig.SERVER, url).withEra(ServerEra.SSE).withTimeout(timeout)),
        rig.pool,
        Map.of(),
        rig.clock,
        rig.observer());
  }

  private Running start(Request request) {
    return Running.start(Rig.only(upstreams), request);
  }

  @Test
  void call_isPostedToTheNamedEndpoint_andItsAnswerComesOnTheStream() throws Exception {
    script.on(
        "tools/call",
        turn -> {
          turn.notify("notifications/progress", "{'progressToken':" + turn.id() + ",'progress':1}");
          turn.result("{'content':[]}");
        });
    Heard heard =
        start(Rig.requestWithMeta("tools/call", "'name':'a'", "'progressToken':'t'")).done();
    assertThat(heard.notifications()).singleElement().isInstanceOf(Progress.class);
    assertThat(heard.end()).isInstanceOf(ToolResult.class);
    HttpAsked opened = server.http().next();
    assertThat(opened.method()).isEqualTo("GET");
    assertThat(opened.field("accept")).contains("text/event-stream");
    assertThat(server.http().next(it -> it.rpcMethod().equals("tools/call")).target())
        .isEqualTo("/messages?session=sse-1");
  }

  @Test
  void question_isPutToTheClientOfTheOnlyCall() throws Exception {
    BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
    script.on(
        "tools/call",
        turn -> {
          answers.add(turn.ask("roots/list", "{}"));
          turn.result("{'content':[]}");
        });
    InputRequired asks = start(CALL).done().inputRequired();
    Request retry =
        CALL.withParams(
            CALL.params()
                .with("requestState", asks.requestState().orElseThrow())
                .with("inputResponses", Jsons.json("{'roots-1':{'roots':[]}}")));
    assertThat(start(retry).done().end()).isInstanceOf(ToolResult.class);
    assertThat(answers.take().has("result")).isTrue();
  }

  @Test
  void interrupt_cancelsAtTheServer() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    script.on(
        "tools/call",
        turn -> {
          seen.add("serving");
          turn.awaitCancelled();
          seen.add("cancelled");
        });
    Running running = start(CALL);
    assertThat(seen.poll(1, TimeUnit.MINUTES)).isEqualTo("serving");
    running.interrupt();
    assertThat(seen.poll(1, TimeUnit.MINUTES)).isEqualTo("cancelled");
    running.awaitEnd();
  }

  @Test
  void streamThatEnds_failsTheCall_andTheNextOneOpensAnother() throws Exception {
    script.on("tools/call", turn -> turn.hangUp());
    assertThat(start(CALL).failure()).hasMessageContaining("ended");
    script.on("tools/call", turn -> turn.result("{'content':[]}"));
    assertThat(start(CALL).done().end()).isInstanceOf(ToolResult.class);
  }

  @Test
  void streamWithJunk_isNotReadOn() throws Exception {
    script.on("tools/call", turn -> turn.raw("data: {not json\n\n"));
    assertThat(start(CALL).failure()).hasMessageContaining("no acceptable JSON");
  }

  @Test
  void close_closesTheStream() throws Exception {
    script.on("tools/call", turn -> turn.result("{'content':[]}"));
    start(CALL).done();
    upstreams.close();
    assertThat(server.nextEnded()).isEqualTo("sse-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event: endpoint\ndata: http://127.0.0.2:1/messages\n\n",
        "event: endpoint\ndata: //evil.example/messages\n\n",
        "event: endpoint\ndata: https://127.0.0.1/messages\n\n",
        "event: endpoint\ndata: http://user@127.0.0.1/messages\n\n",
        "event: endpoint\ndata: file:///etc/passwd\n\n",
        "event: endpoint\ndata: a b\n\n",
        "event: endpoint\ndata: mailto:a@b\n\n",
        "event: message\ndata: {}\n\n",
        "data: /messages\n\n"
      })
  void endpointElsewhere_isNotPostedTo(String first) throws Exception {
    try (ScriptedHttp raw =
        ScriptedHttp.start((_, wire) -> {
          wire.stream();
          wire.chunk(first);
          wire.awaitHangUp();
        })) {
      upstreams.close();
      upstreams = open(raw.url("/sse"), Duration.ofSeconds(20));
      assertThat(start(CALL).failure()).hasMessageContaining("endpoint");
      raw.next();
      assertThat(raw.rest()).isEmpty();
    }
  }

  @Test
  void streamThatNamesNoEndpoint_failsInTime() throws Exception {
    try (ScriptedHttp raw =
        ScriptedHttp.start((_, wire) -> {
          wire.stream();
          wire.awaitHangUp();
        })) {
      upstreams.close();
      upstreams = open(raw.url("/sse"), Duration.ofMillis(200));
      assertThat(start(CALL).failure()).hasMessageContaining("too long");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410, 500})
  void refusedPost_failsTheCall(int status) throws Exception {
    try (ScriptedHttp raw =
        ScriptedHttp.start((asked, wire) -> {
          if (asked.method().equals("GET")) {
            wire.stream();
            wire.chunk("event: endpoint\ndata: messages\n\n");
            wire.awaitHangUp();
          } else {
            wire.empty(status);
          }
        })) {
      upstreams.close();
      upstreams = open(raw.url("/sse"), Duration.ofSeconds(20));
      assertThat(start(CALL).failure()).hasMessageContaining("HTTP " + status);
      assertThat(raw.next(it -> it.method().equals("POST")).target()).isEqualTo("/messages");
    }
  }
}
