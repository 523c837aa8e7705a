package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a stateless server's answers. */
@Timeout(120)
class ModernHttpAnswersTest {
  private final ModernHttpRig http = new ModernHttpRig();

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void stream_isHandedOnInOrder_withTheClientsToken() throws Exception {
    http.send(
        Rig.requestWithMeta(
            "tools/call",
            "'name':'a'",
            "'progressToken':'t','io.modelcontextprotocol/logLevel':'info'"),
        (asked, wire) -> {
          wire.stream();
          wire.chunk(": keep-alive\n\ndata:\n\n");
          wire.event(ModernHttpRig.progress(asked.id(), 1));
          wire.event(ModernHttpRig.log("debug"));
          wire.event(ModernHttpRig.log("error"));
          wire.event(ModernHttpRig.progress(asked.id(), 1));
          wire.event(ModernHttpRig.progress("\"other\"", 2));
          wire.event(ModernHttpRig.progress(asked.id(), 3));
          wire.event(asked.result(ModernHttpRig.DONE));
          wire.end();
        });
    assertThat(http.heard.all()).hasSize(4);
    assertThat(((Progress) http.heard.all().get(0)).params())
        .isEqualTo(Jsons.object("{'progressToken':'t','progress':1}"));
    assertThat(((LogMessage) http.heard.all().get(1)).level()).isEqualTo("error");
    assertThat(((Progress) http.heard.all().get(2)).params())
        .isEqualTo(Jsons.object("{'progressToken':'t','progress':3}"));
    assertThat(http.heard.end()).isInstanceOf(ToolResult.class);
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
    http.send(
        ModernHttpRig.CALL,
        (asked, wire) -> {
          wire.stream();
          wire.event(ModernHttpRig.note(parts[0], parts[1]));
          wire.event(asked.result(ModernHttpRig.DONE));
          wire.end();
        });
    assertThat(http.heard.all()).hasSize(1);
    assertThat(http.rig.oddity()).startsWith("notification-refused: ");
  }

  @Test
  void floodOfNotifications_isCutOff_andTheAnswerStillComes() throws Exception {
    UpstreamLimits d = UpstreamLimits.defaults();
    http.settings =
        http.settings.withLimits(
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
    http.send(
        Rig.requestWithMeta(
            "tools/call", "'name':'a'", "'io.modelcontextprotocol/logLevel':'debug'"),
        (asked, wire) -> {
          wire.stream();
          for (int i = 0; i < 100; i++) {
            wire.event(ModernHttpRig.log("info"));
          }
          wire.event(asked.result(ModernHttpRig.DONE));
          wire.end();
        });
    assertThat(http.heard.notifications()).hasSize(10);
    assertThat(http.rig.oddity()).contains("more notifications");
    assertThat(http.rig.oddities).isEmpty();
  }

  @Test
  void eventOfAnotherType_isNoMessage() throws Exception {
    http.send(
        ModernHttpRig.CALL,
        (asked, wire) -> {
          wire.stream();
          wire.chunk("event: ping\ndata: {}\n\n");
          wire.event(asked.result(ModernHttpRig.DONE));
          wire.end();
        });
    assertThat(http.heard.all()).hasSize(1);
    assertThat(http.rig.oddity()).startsWith("no-message: ");
  }

  @Test
  void serversOwnNameStays_andForgedMetaIsGone() throws Exception {
    http.send(
        ModernHttpRig.CALL,
        (asked, wire) ->
            wire.json(
                200,
                asked.result(
                    "{'resultType':'complete','content':[],'_meta':{'io.modelcontextprotocol/serverInfo':{'name':'s'},"
                        + "'io.modelcontextprotocol/subscriptionId':1,'a/b':2}}")));
    assertThat(http.heard.result().object("_meta"))
        .contains(Jsons.object("{'io.modelcontextprotocol/serverInfo':{'name':'s'},'a/b':2}"));
  }

  @Test
  void inputRequired_isHandedOn_andItsStateComesBackByteForByte() throws Exception {
    try (EraUpstream upstream =
        http.script((asked, wire) ->
            wire.json(
                200,
                asked.params().has("requestState")
                    ? asked.result(ModernHttpRig.DONE)
                    : asked.result(
                        "{'resultType':'input_required','requestState':'s\\u0000 ü'}")))) {
      upstream.send(Rig.exchange(ModernHttpRig.CALL), ModernHttpRig.CALL, http.heard);
      String state = ((InputRequired) http.heard.end()).requestState().orElseThrow();
      Request retry =
          ModernHttpRig.CALL.withParams(
              ModernHttpRig.CALL
                  .params()
                  .with("requestState", state)
                  .with("inputResponses", JsonObject.empty()));
      Heard second = new Heard();
      upstream.send(Rig.exchange(retry), retry, second);
      assertThat(second.end()).isInstanceOf(ToolResult.class);
    }
    HttpAsked first = http.server.next();
    HttpAsked again = http.server.next();
    assertThat(first.params().has("requestState")).isFalse();
    assertThat(again.params().string("requestState")).contains("s\0 ü");
    assertThat(again.id()).isNotEqualTo(first.id());
  }

  @Test
  void discovery_losesWhatTheGatewayCannotCarry() throws Exception {
    http.send(
        Rig.request("server/discover", ""),
        (asked, wire) ->
            wire.json(
                200,
                asked.result(
                    "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':"
                        + "{'tools':{},'extensions':{'io.modelcontextprotocol/tasks':{}}}}")));
    assertThat(http.heard.result().object("capabilities")).contains(Jsons.object("{'tools':{}}"));
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
    http.send(
        ModernHttpRig.CALL,
        (asked, wire) -> wire.json(status, asked.error(code, "it failed", "{'a':1}")));
    assertThat(http.heard.failure().error().code()).isEqualTo(ours);
    assertThat(http.heard.failure().error().message()).isEqualTo("it failed");
    assertThat(http.heard.failure().error().data()).contains(Jsons.json("{'a':1}"));
  }

  @Test
  void errorWithoutAnId_isTheAnswerToTheOnlyRequest() throws Exception {
    http.send(
        ModernHttpRig.CALL,
        (asked, wire) ->
            wire.json(
                400,
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"x\"}}"));
    assertThat(http.heard.end()).isInstanceOf(Failure.class);
  }

  @Test
  void unsupportedVersion_meansThatTheEraIsStale() {
    EraUpstream upstream =
        http.script((asked, wire) -> wire.json(400, asked.error(-32022, "x", "{'supported':[]}")));
    assertThatExceptionOfType(StaleEra.class)
        .isThrownBy(
            () -> upstream.send(Rig.exchange(ModernHttpRig.CALL), ModernHttpRig.CALL, http.heard));
    assertThat(http.heard.all()).isEmpty();
  }
}
