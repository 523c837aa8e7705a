package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that a client's own user is asked about, and whoever would answer in his place. */
class AskedInClientTest {
  private static final String PAY = "'name':'pay','arguments':{'to':'mallory','sum':5}";
  private static final String YES = answer("accept");

  private final AtomicBoolean asksFirst = new AtomicBoolean();
  private final ScriptedServer server = ScriptedServer.start(script());
  private final RunningGateway gateway;
  private final McpClient ann;

  AskedInClientTest() throws StartFault {
    gateway =
        RunningGateway.inFrontOf(
            "url: \""
                + server.url("/mcp")
                + "\", era: modern, tools: {pay: {consequential: true}, wipe: {approval: operator}}",
            RunningGateway.ALL);
    ann = gateway.client("ann");
  }

  private Script script() {
    return Script.modern("{'tools':{}}")
        .on(
            "tools/list",
            turn ->
                turn.result(
                    Shop.list(
                        "tools",
                        "{'name':'pay','inputSchema':{'type':'object'}},"
                            + "{'name':'wipe','inputSchema':{'type':'object'}}")))
        .on(
            "tools/call",
            turn ->
                turn.result(
                    asksFirst.getAndSet(false)
                        ? "{'resultType':'input_required','requestState':'theirs'}"
                        : Shop.text("paid")));
  }

  @AfterEach
  void close() {
    gateway.close();
    server.close();
  }

  private static String answer(String action) {
    return ",'inputResponses':{'io.portreeve/approval':{'action':'" + action + "','content':{}}}";
  }

  /** A client that can show its user forms. */
  private static Reply ask(McpClient client, String members) throws Exception {
    String body = McpClient.request("tools/call", members);
    return client.post(
        body.replace("clientCapabilities':{}", "clientCapabilities':{'elicitation':{'form':{}}}"));
  }

  private static JsonObject result(Reply reply) {
    return Jsons.object(reply.body()).object("result").orElseThrow();
  }

  private static String state(Reply asked) {
    return ",'requestState':'" + result(asked).string("requestState").orElseThrow() + "'";
  }

  private List<JsonObject> calls() {
    return server.http().rest().stream()
        .filter(asked -> asked.rpcMethod().equals("tools/call"))
        .map(HttpAsked::body)
        .map(Jsons::object)
        .toList();
  }

  @Test
  void userIsAskedInTheClient_andHisYesSendsTheCall_once() throws Exception {
    Reply asked = ask(ann, PAY);

    assertThat(result(asked).string("resultType")).hasValue("input_required");
    JsonObject form =
        result(asked)
            .object("inputRequests")
            .flatMap(all -> all.object("io.portreeve/approval"))
            .flatMap(one -> one.object("params"))
            .orElseThrow();
    assertThat(form.string("mode")).hasValue("form");
    assertThat(form.string("message").orElseThrow()).contains("\"to\":\"mallory\"");
    assertThat(calls()).isEmpty();

    String retry = PAY + YES + state(asked);
    assertThat(ask(ann, retry).body()).contains("paid");
    assertThat(calls())
        .singleElement()
        .satisfies(sent ->
            assertThat(sent.object("params").orElseThrow().names())
                .doesNotContain("inputResponses", "requestState"));

    assertThat(ask(ann, retry).body()).as("the same again").contains("input_required");
    assertThat(calls()).as("sent since").isEmpty();
  }

  /** Where a call went on for some rounds, a question about it is asked in one of them. */
  @Test
  void yesIsGoodOnce_whereTheServerAskedSomethingBefore() throws Exception {
    asksFirst.set(true);
    String theirs = state(ask(ann, PAY + YES + state(ask(ann, PAY))));
    assertThat(ask(ann, PAY + theirs).body()).contains("paid");
    assertThat(calls()).as("the first round and the second").hasSize(2);

    Reply asked = ask(ann, PAY + theirs);
    assertThat(asked.body()).as("used up").contains("input_required");
    String retry = PAY + YES + state(asked);
    assertThat(ask(ann, retry).body()).contains("paid");
    assertThat(ask(ann, retry).body()).contains("input_required");
    assertThat(ask(ann, retry).body()).contains("input_required");
    assertThat(calls()).as("by the second yes").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'name':'pay','arguments':{'to':'mallory','sum':6}",
        "'name':'pay','arguments':{'to':'mallory','sum':5},'extra':1",
        "'name':'wipe','arguments':{'to':'mallory','sum':5}"
      })
  void yesToOneCall_isNoneToAnother(String other) throws Exception {
    String state = state(ask(ann, PAY));

    assertThat(ask(ann, other + YES + state).body()).contains("invalid request state");
    assertThat(calls()).isEmpty();
  }

  /** What a model may write into the call that it makes. */
  @Test
  void yesWithoutAQuestion_isNone() throws Exception {
    assertThat(ask(ann, PAY + YES).body()).contains("input_required");
    ask(ann, PAY);
    assertThat(ask(ann, PAY + YES).body()).contains("input_required");
    assertThat(calls()).isEmpty();
  }

  @Test
  void yesOfSomebodyElse_isNone() throws Exception {
    String state = state(ask(ann, PAY));

    assertThat(ask(gateway.client("bob"), PAY + YES + state).body())
        .contains("invalid request state");
    assertThat(ask(gateway.client("ann"), PAY + YES + state).body())
        .as("by another key, so another client")
        .contains("invalid request state");
    assertThat(calls()).isEmpty();
  }

  @Test
  void no_isToldToTheModel_andNobodyIsAskedAgain() throws Exception {
    assertThat(ask(ann, PAY + answer("decline") + state(ask(ann, PAY))).body())
        .contains("denied this call");
    assertThat(ask(ann, PAY).body()).contains("denied this call");
    assertThat(calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "ACCEPT", "approve", ""})
  void everythingElse_isNoAnswer(String action) throws Exception {
    assertThat(ask(ann, PAY + answer(action) + state(ask(ann, PAY))).body())
        .contains("input_required");
    assertThat(calls()).isEmpty();
  }

  @Test
  void operatorsOwn_isAskedInNoClient() throws Exception {
    assertThat(ask(ann, "'name':'wipe','arguments':{}").body())
        .contains("a person has to approve this call first");
    assertThat(calls()).isEmpty();
  }

  @Test
  void clientThatShowsNoForms_isToldToWait() throws Exception {
    assertThat(ann.ask("tools/call", PAY).body())
        .contains("a person has to approve this call first");
  }
}
