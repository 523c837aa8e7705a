package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Approver;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model that pays what it likes, where small sums are its own to pay and large ones are not. */
class ApprovalRuleBypassTest {
  private static final String ALLOWED = "policy: {allow: [{name: all, tools: ['*']}]}";
  private static final String POLICY =
      """
      policy:
        allow: [{name: all, tools: ["*"]}]
        approve:
          - {name: payments, tools: [pay], when: args.sum > 10.0, by: user}
          - {name: large, tools: [pay], when: args.sum > 100.0, by: operator}
      """;

  private final ScriptedServer server = ScriptedServer.start(script());
  private final RunningGateway gateway;
  private final McpClient ann;

  ApprovalRuleBypassTest() throws StartFault {
    gateway = inFront(POLICY);
    ann = gateway.client("ann");
  }

  /** The tool itself needs nobody: the rules decide. */
  private RunningGateway inFront(String policy) throws StartFault {
    return RunningGateway.inFrontOf(
        "url: \"" + server.url("/mcp") + "\", era: modern, tools: {pay: {approval: never}}",
        policy);
  }

  private static Script script() {
    return Script.modern("{'tools':{}}")
        .on("tools/list", turn -> turn.result(Shop.list("tools", Shop.tool("pay", "'sum':{}"))))
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

  private int calls() {
    return (int)
        server.http().rest().stream()
            .map(HttpAsked::rpcMethod)
            .filter("tools/call"::equals)
            .count();
  }

  @Test
  void largePayment_isMadeWithoutTheRule_andWaitsForWhomTheRuleSaysWithIt() throws Exception {
    try (RunningGateway without = inFront(ALLOWED)) {
      assertThat(without.client("ann").call("pay", "{'sum':101}").body()).contains("paid");
    }
    assertThat(calls()).isOne();

    assertThat(ann.call("pay", "{'sum':101}").body()).contains("a person has to approve");
    assertThat(ann.call("pay", "{'sum':11}").body()).contains("a person has to approve");
    assertThat(calls()).isZero();
    assertThat(waiting())
        .extracting(one -> one.call().approver())
        .containsExactly(Approver.OPERATOR, Approver.USER);
    assertThat(ann.call("pay", "{'sum':10}").body()).contains("paid");
    assertThat(gateway.recorded().text()).contains("rule `large` asks for an approval");
  }

  @Test
  void yes_isGoodForTheCallThatItWasSaidOf_once() throws Exception {
    ann.call("pay", "{'sum':101}");
    Approvals.Word word = new Approvals.Word(true, "olga", "olga", "");
    Instant now = Instant.now();
    approvals(all -> all.decide(waiting().getFirst().id(), word, now, now.plusSeconds(600)));

    assertThat(ann.call("pay", "{'sum':102}").body()).contains("a person has to approve");
    assertThat(gateway.client("bob").call("pay", "{'sum':101}").body())
        .contains("a person has to approve");
    assertThat(ann.call("pay", "{'sum':101}").body()).contains("paid");
    assertThat(ann.call("pay", "{'sum':101}").body()).contains("a person has to approve");
    assertThat(calls()).isOne();
  }

  @Test
  void sumThatIsNone_isRefused_andPutBeforeNobody() throws Exception {
    assertThat(ann.call("pay", "{'sum':'a lot'}").body()).doesNotContain("paid");
    assertThat(ann.call("pay", "{}").body()).doesNotContain("paid");
    assertThat(waiting()).isEmpty();
  }
}
