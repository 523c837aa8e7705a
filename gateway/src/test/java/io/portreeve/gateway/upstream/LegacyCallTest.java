package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One call of a stateful server, from what it says meanwhile to its end. */
@Timeout(120)
class LegacyCallTest {
  private static final Request CALL = LegacyRig.call("'name':'a'");

  private final LegacyRig rig = new LegacyRig(LegacyRig.settings());

  @AfterEach
  void close() {
    rig.close();
  }

  // --- what the server says meanwhile ---

  @Test
  void progressAndLogs_areHandedOn_underTheClientsTokenAndLevel() throws Exception {
    Request call =
        Rig.requestWithMeta(
            "tools/call",
            "'name':'a'",
            "'progressToken':'t','io.modelcontextprotocol/logLevel':'warning'");
    Running running = Running.start(rig.upstream, call);
    ScriptedConnection server = rig.session();
    JsonObject level = server.next("logging/setLevel");
    assertThat(level.object("params")).contains(Jsons.object("{'level':'warning'}"));
    server.answer(level, "{}");
    JsonObject asked = server.next("tools/call");
    String token = ScriptedConnection.id(asked);
    assertThat(asked.object("params"))
        .contains(Jsons.object("{'name':'a','_meta':{'progressToken':" + token + "}}"));
    server.notify("notifications/progress", "{'progressToken':" + token + ",'progress':1}");
    server.notify("notifications/progress", "{'progressToken':'other','progress':2}");
    server.notify("notifications/message", "{'level':'info','data':1}");
    server.notify("notifications/message", "{'level':'error','data':2}");
    server.answer(asked, "{'content':[]}");
    Heard heard = running.done();
    assertThat(heard.all()).hasSize(3);
    assertThat(((Progress) heard.all().get(0)).params())
        .isEqualTo(Jsons.object("{'progressToken':'t','progress':1}"));
    assertThat(((LogMessage) heard.all().get(1)).level()).isEqualTo("error");
  }

  @Test
  void logLevel_isSetOnlyWhenItMustBeLower() throws Exception {
    Running first = Running.start(rig.upstream, logging("error"));
    ScriptedConnection server = rig.session();
    server.answer(server.next("logging/setLevel"), "{}");
    server.answer(server.next("tools/call"), "{'content':[]}");
    first.done();
    Running higher = Running.start(rig.upstream, logging("critical"));
    server.answer(server.next("tools/call"), "{'content':[]}");
    higher.done();
    Running lower = Running.start(rig.upstream, logging("info"));
    server.answer(server.next("logging/setLevel"), "{}");
    server.answer(server.next("tools/call"), "{'content':[]}");
    lower.done();
  }

  private static Request logging(String level) {
    return Rig.requestWithMeta(
        "tools/call", "'name':'a'", "'io.modelcontextprotocol/logLevel':'" + level + "'");
  }

  @Test
  void serverWithoutLogging_isNotAskedForLogs() throws Exception {
    Running running = Running.start(rig.upstream, logging("info"));
    ScriptedConnection server = rig.session("{'tools':{}}");
    server.answer(server.next("tools/call"), "{'content':[]}");
    running.done();
  }

  @Test
  void log_thatMayBelongToSeveralCalls_belongsToNone() throws Exception {
    Request call = logging("info");
    Running one = Running.start(rig.upstream, call);
    ScriptedConnection server = rig.session("{'tools':{}}");
    JsonObject first = server.next("tools/call");
    Running two = Running.start(rig.upstream, call);
    JsonObject second = server.next("tools/call");
    server.notify("notifications/message", "{'level':'error','data':1}");
    server.answer(first, "{'content':[]}");
    server.answer(second, "{'content':[]}");
    assertThat(one.done().all()).hasSize(1);
    assertThat(two.done().all()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'jsonrpc':'2.0','id':99,'result':{}}",
        "{'jsonrpc':'2.0','id':'1','result':{}}",
        "{'jsonrpc':'2.0','error':{'code':1,'message':'x'}}"
      })
  void answerToNothing_isReported_andDisturbsNobody(String stray) throws Exception {
    Running running = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.session();
    JsonObject asked = server.next("tools/call");
    server.say(stray);
    assertThat(rig.rig.oddity()).startsWith("answer-to-nothing");
    server.answer(asked, "{'content':[]}");
    assertThat(running.done().end()).isInstanceOf(ToolResult.class);
  }

  @Test
  void secondAndLateAnswers_areReportedAndGoNowhere() throws Exception {
    Running running = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.session();
    JsonObject asked = server.next("tools/call");
    server.answer(asked, "{'content':[]}");
    server.answer(asked, "{'content':[],'isError':true}");
    assertThat(running.done().result().has("isError")).isFalse();
    assertThat(rig.rig.oddity()).startsWith("answer-to-nothing");
    Running gone = Running.start(rig.upstream, CALL);
    JsonObject cancelled = server.next("tools/call");
    gone.interrupt();
    server.next("notifications/cancelled");
    gone.awaitEnd();
    server.answer(cancelled, "{'content':[]}");
    assertThat(rig.rig.oddity()).startsWith("answer-to-nothing");
    assertThat(gone.heard().all()).isEmpty();
  }

  // --- ends ---

  @Test
  void interrupt_cancelsAtTheServer() throws Exception {
    Running running = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.session();
    assertInterruptCancels(running, server);
  }

  @Test
  void interruptWhileTheRequestIsStillBeingSent_cancelsAtTheServer_too() throws Exception {
    Running first = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.session();
    server.answer(server.next("tools/call"), "{'content':[]}");
    first.done();
    server.stall();
    Running running = Running.start(rig.upstream, CALL);
    assertInterruptCancels(running, server);
  }

  private static void assertInterruptCancels(Running running, ScriptedConnection server)
      throws Exception {
    JsonObject asked = server.next("tools/call");
    running.interrupt();
    JsonObject cancelled = server.next("notifications/cancelled");
    assertThat(cancelled.object("params").orElseThrow().get("requestId"))
        .isEqualTo(asked.get("id"));
    running.awaitEnd();
  }

  @Test
  void timeout_cancelsAtTheServer_andFailsTheCall() throws Exception {
    Running running = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.session();
    server.next("tools/call");
    rig.alarms.ring(rig.settings.timeout());
    assertThat(running.failure()).hasMessageContaining("too long");
    server.next("notifications/cancelled");
  }

  @Test
  void deafServer_failsTheCall() throws Exception {
    Running first = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.session();
    server.answer(server.next("tools/call"), "{'content':[]}");
    first.done();
    server.goDeaf();
    assertThat(Running.start(rig.upstream, CALL).failure()).hasMessageContaining("does not read");
  }

  @ParameterizedTest
  @CsvSource({"-32002,-32602", "-32020,-32603", "-32602,-32602"})
  void error_isHandedOnInModernWords(int code, int ours) throws Exception {
    Running running = Running.start(rig.upstream, Rig.request("resources/read", "'uri':'a:b'"));
    ScriptedConnection server = rig.session();
    server.fail(server.next("resources/read"), code, "{}");
    assertThat(running.done().failure().error().code()).isEqualTo(ours);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'task':{}}",
        "{'content':[],'resultType':'input_required','requestState':'x'}"
      })
  void resultOfAnotherKind_failsTheCall(String result) throws Exception {
    Running running = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.session();
    server.answer(server.next("tools/call"), result);
    assertThat(running.failure()).hasMessageContaining("refused");
  }

  @Test
  void urlElicitationError_asksTheClient_andTheRetryCallsAgain() throws Exception {
    Running running = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.session();
    server.fail(
        server.next("tools/call"),
        -32042,
        "{'elicitations':[{'mode':'url','url':'https://x','message':'m','elicitationId':'e'}]}");
    InputRequired asks = running.done().inputRequired();
    assertThat(asks.requestState()).isEmpty();
    assertThat(asks.inputRequests().values())
        .singleElement()
        .isInstanceOf(InputRequest.Elicit.class);
    Running retry =
        Running.start(
            rig.upstream,
            LegacyRig.call("'name':'a','inputResponses':{'elicitation-1':{'action':'accept'}}"));
    JsonObject again = server.next("tools/call");
    assertThat(again.object("params")).contains(Jsons.object("{'name':'a'}"));
    server.answer(again, "{'content':[]}");
    assertThat(retry.done().end()).isInstanceOf(ToolResult.class);
  }

  @Test
  void urlElicitationError_forAClientThatCannot_saysWhatItMisses() throws Exception {
    Running running =
        Running.start(rig.upstream, Rig.request("tools/call", "'name':'a'", "{'elicitation':{}}"));
    ScriptedConnection server = rig.session();
    server.fail(
        server.next("tools/call"),
        -32042,
        "{'elicitations':[{'mode':'url','url':'https://x','message':'m'}]}");
    assertThat(running.done().failure().error().code()).isEqualTo(-32021);
    assertThat(running.heard().failure().error().data())
        .contains(Jsons.object("{'requiredCapabilities':{'elicitation':{'url':{}}}}"));
  }
}
