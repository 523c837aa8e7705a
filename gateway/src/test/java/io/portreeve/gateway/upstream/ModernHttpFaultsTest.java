package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.ToolResult;
import io.portreeve.testkit.server.ReservedPort;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of stateless servers that are none, and servers that do not answer. */
@Timeout(120)
class ModernHttpFaultsTest {
  private final ModernHttpRig http = new ModernHttpRig();

  @AfterEach
  void close() {
    http.close();
  }

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
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) ->
            wire.whole(
                200, type, asked.result(ModernHttpRig.DONE).getBytes(StandardCharsets.UTF_8)),
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
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) ->
            wire.whole(
                200,
                "application/json",
                asked.result(ModernHttpRig.DONE).getBytes(StandardCharsets.UTF_8),
                line),
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
    http.send(
        ModernHttpRig.CALL,
        (asked, wire) ->
            wire.whole(
                200, type, asked.result(ModernHttpRig.DONE).getBytes(StandardCharsets.UTF_8)));
    assertThat(http.heard.end()).isInstanceOf(ToolResult.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 203, 204, 206, 226, 301, 302, 307, 401, 403, 418, 500, 503})
  void resultUnderAnotherStatus_isNotRead(int status) {
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) -> wire.json(status, asked.result(ModernHttpRig.DONE)),
        "");
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
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) -> wire.json(200, body.replace("%s", asked.result(ModernHttpRig.DONE))),
        "");
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) -> {
          wire.stream();
          wire.event("x" + body.replace("%s", asked.result(ModernHttpRig.DONE)));
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
    http.assertFails(ModernHttpRig.CALL, (asked, wire) -> wire.json(200, answer), "");
    http.assertFails(
        ModernHttpRig.CALL,
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
    http.assertFails(
        ModernHttpRig.CALL, (asked, wire) -> wire.json(200, asked.result(result)), "refused");
  }

  @Test
  void inputRequired_forARequestThatCannotBeAsked_failsIt() {
    http.assertFails(
        Rig.request("tools/list", ""),
        (asked, wire) ->
            wire.json(200, asked.result("{'resultType':'input_required','requestState':'s'}")),
        "refused");
  }

  @Test
  void secondAnswer_isNeverRead() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    http.send(
        ModernHttpRig.CALL,
        (asked, wire) -> {
          wire.stream();
          wire.event(asked.result(ModernHttpRig.DONE));
          wire.event(asked.result("{'resultType':'complete','content':[],'isError':true}"));
          wire.awaitHangUp();
          gone.countDown();
        });
    assertThat(http.heard.result().has("isError")).isFalse();
    assertThat(gone.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void streamWithoutAnAnswer_failsTheCall() {
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) -> {
          wire.stream();
          wire.event(ModernHttpRig.log("info"));
          wire.end();
        },
        "without an answer");
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) -> {
          wire.stream();
          wire.chunk("data: " + asked.result(ModernHttpRig.DONE) + "\n");
          wire.end();
        },
        "without an answer");
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) -> {
          wire.stream();
          wire.hangUp();
        },
        "broke");
  }

  @Test
  void requestOnAStream_failsTheCall() {
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) -> {
          wire.stream();
          wire.event("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"roots/list\"}");
          wire.event(asked.result(ModernHttpRig.DONE));
          wire.end();
        },
        "forbids");
  }

  @Test
  void answerOverTheLimit_failsTheCall() {
    http.settings = http.settings.withLimits(UpstreamLimits.defaults().withMaxMessage(1_000));
    String big = "{'resultType':'complete','content':[],'x':'" + "y".repeat(2_000) + "'}";
    http.assertFails(
        ModernHttpRig.CALL, (asked, wire) -> wire.json(200, asked.result(big)), "too long");
    http.assertFails(
        ModernHttpRig.CALL,
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
      http.settings = UpstreamSettings.endpoint(Rig.SERVER, nobody.url("/mcp"));
      try (EraUpstream upstream = http.upstream()) {
        assertThatExceptionOfType(UpstreamException.class)
            .isThrownBy(() ->
                upstream.send(Rig.exchange(ModernHttpRig.CALL), ModernHttpRig.CALL, http.heard))
            .withMessageContaining("could not be reached");
      }
    }
  }

  @Test
  void silentServer_failsTheCallInTime() {
    http.settings = http.settings.withTimeout(Duration.ofMillis(200));
    http.assertFails(
        ModernHttpRig.CALL, (asked, wire) -> wire.awaitHangUp(), "did not answer within");
  }

  @Test
  void progress_doesNotKeepACallAliveForever() {
    AtomicInteger sent = new AtomicInteger();
    http.assertFails(
        ModernHttpRig.CALL,
        (asked, wire) -> {
          wire.stream();
          for (; sent.get() < 1_000; sent.incrementAndGet()) {
            http.rig.clock.advance(Duration.ofSeconds(10));
            wire.chunk(": alive\n\n");
          }
        },
        "too long");
    assertThat(sent.get()).isGreaterThan(5);
  }
}
