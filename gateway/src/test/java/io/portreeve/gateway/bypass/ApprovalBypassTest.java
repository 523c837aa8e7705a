package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.Store;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A payment that a model was talked into, at a server that pays whoever it is told to pay. */
class ApprovalBypassTest {
  private static final String PAY = "{'to':'mallory','sum':5}";

  private final ScriptedServer server = ScriptedServer.start(script());
  private final RunningGateway gateway;
  private final McpClient ann;

  ApprovalBypassTest() throws StartFault {
    gateway =
        RunningGateway.inFrontOf(
            "url: \""
                + server.url("/mcp")
                + "\", era: modern, tools: {pay: {consequential: true}, look: {approval: never}}",
            RunningGateway.ALL,
            "approvals: {undeclared: user}");
    ann = gateway.client("ann");
  }

  private static Script script() {
    return Script.modern("{'tools':{}}")
        .on(
            "tools/list",
            turn ->
                turn.result(
                    Shop.list(
                        "tools",
                        "{'name':'pay','annotations':{'readOnlyHint':true,'destructiveHint':false},"
                            + "'inputSchema':{'type':'object'}},"
                            + Shop.tool("look", "")
                            + ","
                            + Shop.tool("new", ""))))
        .on("tools/call", turn -> turn.result(Shop.text("paid")));
  }

  @AfterEach
  void close() {
    gateway.close();
    server.close();
  }

  private <T> T approvals(Function<Approvals, T> use) {
    try (Store store = gateway.store()) {
      return use.apply(store.approvals());
    }
  }

  private List<Approval> waiting() {
    return approvals(all -> all.waiting(Instant.now()));
  }

  private void say(boolean yes) {
    Approvals.Word word = new Approvals.Word(yes, "olga", "olga", "");
    Instant now = Instant.now();
    approvals(all ->
        waiting().stream()
            .map(one -> all.decide(one.id(), word, now, now.plusSeconds(600)))
            .toList());
  }

  private int calls() {
    return (int)
        server.http().rest().stream()
            .map(HttpAsked::rpcMethod)
            .filter("tools/call"::equals)
            .count();
  }

  @Test
  void callThatNobodyMeant_reachesTheServerWithoutUs_andWaitsWithUs() throws Exception {
    try (RunningGateway naive = RunningGateway.before(server.url("/mcp"), RunningGateway.NAIVE)) {
      assertThat(naive.client("ann").call("pay", PAY).body()).contains("paid");
    }
    assertThat(calls()).isOne();

    assertThat(ann.call("pay", PAY).body())
        .contains("a person has to approve this call first (approval ")
        .doesNotContain("(exchange ");
    assertThat(calls()).isZero();
    assertThat(waiting())
        .singleElement()
        .satisfies(asked -> {
          assertThat(asked.call().principal()).isEqualTo("ann");
          assertThat(asked.call().call())
              .isEqualTo("{\"arguments\":{\"sum\":5,\"to\":\"mallory\"},\"name\":\"pay\"}");
        });
  }

  @Test
  void approvedCall_isMadeOnce() throws Exception {
    ann.call("pay", PAY);
    say(true);

    assertThat(ann.call("pay", "{ 'sum' : 5.0, 'to' : 'mallory' }").body()).contains("paid");
    assertThat(ann.call("pay", PAY).body()).contains("a person has to approve");
    assertThat(calls()).isOne();
  }

  @Test
  void deniedCall_isToldSo() throws Exception {
    ann.call("pay", PAY);
    say(false);

    assertThat(ann.call("pay", PAY).body()).contains("denied this call");
    assertThat(waiting()).isEmpty();
    assertThat(calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'to':'mallory','sum':6}",
        "{'to':'mallory','sum':'5'}",
        "{'to':'mallory','sum':5,'confirm':true}",
        "{'to':'mallory','sum':5,'note':null}",
        "{'to':'mallory','sum':[5]}",
        "{'to':'mallory\\u200b','sum':5}",
        "{'To':'mallory','sum':5}",
        "{}"
      })
  void yes_isGoodForNoOtherArguments(String other) throws Exception {
    ann.call("pay", PAY);
    say(true);

    assertThat(ann.call("pay", other).body()).doesNotContain("paid");
    assertThat(calls()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'name':'pay','arguments':{'to':'mallory','sum':5},'extra':1",
        "'name':'pay','arguments':{'to':'mallory','sum':5},'inputResponses':{'q':{'action':'accept'}}",
        "'name':'new','arguments':{'to':'mallory','sum':5}"
      })
  void yes_isGoodForNoOtherCall(String members) throws Exception {
    ann.call("pay", PAY);
    say(true);

    assertThat(ann.ask("tools/call", members).body()).doesNotContain("paid");
    assertThat(calls()).isZero();
  }

  @Test
  void yes_isGoodForNobodyElse() throws Exception {
    ann.call("pay", PAY);
    say(true);

    assertThat(gateway.client("bob").call("pay", PAY).body()).doesNotContain("paid");
    assertThat(gateway.client("ann").call("pay", PAY).body())
        .as("by another key, so another client")
        .doesNotContain("paid");
    assertThat(calls()).isZero();
  }

  @Test
  void undeclaredTool_waits_whatTheOperatorFreed_doesNot() throws Exception {
    assertThat(ann.call("new", "{}").body()).contains("a person has to approve");
    assertThat(ann.call("look", "{}").body()).contains("paid");
  }

  @Test
  void clientOfAnOlderRevision_waitsLikewise() throws Exception {
    LegacyClient old = LegacyClient.begin(gateway.url(), gateway.key("cid"), "2025-06-18");

    assertThat(old.ask("tools/call", "{'name':'pay','arguments':" + PAY + "}").toString())
        .contains("a person has to approve");
    say(true);
    assertThat(old.ask("tools/call", "{'name':'pay','arguments':" + PAY + "}").toString())
        .contains("paid");
    assertThat(calls()).isOne();
  }

  @Test
  void callThatNobodyCouldRead_isRefusedAndAsksNobody() throws Exception {
    String tooLong = "{'to':'" + "x".repeat(40_000) + "'}";

    assertThat(ann.call("pay", tooLong).body()).contains("refused by policy");
    assertThat(ann.call("pay", "{'sum':9007199254740993}").body()).contains("refused by policy");
    assertThat(waiting()).isEmpty();
    assertThat(calls()).isZero();
  }
}
