package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.Store;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that two people have to approve, and whoever would have one be enough. */
class FourEyesBypassTest {
  private static final String WIPE = "{'all':true}";

  private final ScriptedServer server = ScriptedServer.start(script());
  private final RunningGateway gateway;
  private final McpClient ann;

  FourEyesBypassTest() throws StartFault {
    gateway =
        RunningGateway.inFrontOf(
            reach(), allowing("by: two-operators"), "approvals: {consequential: two-operators}");
    ann = gateway.client("ann");
  }

  private String reach() {
    return "url: \""
        + server.url("/mcp")
        + "\", era: modern, tools: {wipe: {consequential: true}, drop: {approval: two-operators},"
        + " pay: {approval: operator}}";
  }

  /** Besides, a rule about large payments. */
  private static String allowing(String by) {
    String rule = ", approve: [{name: large, tools: [pay], when: has(args.sum), " + by + "}]}";
    return RunningGateway.ALL.replaceFirst("}$", rule);
  }

  private static Script script() {
    return Script.modern("{'tools':{}}")
        .on(
            "tools/list",
            turn ->
                turn.result(
                    Shop.list(
                        "tools",
                        String.join(
                            ",",
                            Shop.tool("wipe", "'all':{}"),
                            Shop.tool("drop", "'all':{}"),
                            Shop.tool("pay", "'sum':{}")))))
        .on("tools/call", turn -> turn.result(Shop.text("gone")));
  }

  @AfterEach
  void close() {
    gateway.close();
    server.close();
  }

  private void yes(String person) {
    try (Store store = gateway.store()) {
      Instant now = Instant.now();
      Approvals approvals = store.approvals();
      Approvals.Word word = new Approvals.Word(true, person, person, "");
      approvals
          .waiting(now)
          .forEach(one -> {
            var _ = approvals.decide(one.id(), word, now, now.plusSeconds(600));
          });
    }
  }

  private void assertWaits(String tool, String arguments) throws Exception {
    assertThat(ann.call(tool, arguments).body()).contains("has to approve");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wipe", "drop"})
  void oneYes_isNotEnough_norTheSameTwice_norThatOfWhoAsked(String tool) throws Exception {
    assertWaits(tool, WIPE);
    yes("ann");
    yes("olga");
    yes("olga");
    yes("ann");
    assertWaits(tool, WIPE);

    yes("pat");
    assertThat(ann.call(tool, WIPE).body()).contains("gone");
    assertWaits(tool, WIPE);
  }

  @Test
  void ruleThatWantsTwo_getsThem_thoughTheToolWantsOne() throws Exception {
    assertWaits("pay", "{}");
    yes("olga");
    assertThat(ann.call("pay", "{}").body()).contains("gone");

    assertWaits("pay", "{'sum':7}");
    yes("olga");
    assertWaits("pay", "{'sum':7}");
    yes("pat");
    assertThat(ann.call("pay", "{'sum':7}").body()).contains("gone");
  }

  @Test
  void userInHisClient_isNoneOfTheTwo_andIsNotAsked() throws Exception {
    String call = "'name':'wipe','arguments':" + WIPE;
    assertThat(Office.asking(ann, "{}", call).body())
        .contains("has to approve")
        .doesNotContain("input_required");
    yes("olga");

    String answered = ",'inputResponses':{'io.portreeve/approval':{'action':'accept'}}";
    assertThat(Office.asking(ann, "{}", call + answered).body()).contains("has to approve");
    assertWaits("wipe", "{'all':{'confirm':true,'approved':'pat'}}");
  }

  @Test
  void firstYes_isOfThisCallAlone_ofThisPrincipal() throws Exception {
    assertWaits("wipe", WIPE);
    yes("olga");
    assertWaits("wipe", "{'all':1}");
    assertThat(gateway.client("bob").call("wipe", WIPE).body()).contains("has to approve");
    yes("pat");

    assertWaits("wipe", "{'all':1}");
    assertThat(gateway.client("bob").call("wipe", WIPE).body()).contains("has to approve");
    assertThat(ann.call("wipe", WIPE).body()).contains("gone");
  }

  @Test
  void yesesToWhatOneHadToApprove_areNone_onceTwoHaveTo() throws Exception {
    gateway.reload(server.url("/mcp"), RunningGateway.ALL, "approvals: {undeclared: operator}");
    assertWaits("wipe", WIPE);
    yes("olga");
    gateway.reload(
        server.url("/mcp"), RunningGateway.ALL, "approvals: {undeclared: two-operators}");

    assertWaits("wipe", WIPE);
    yes("pat");
    assertWaits("wipe", WIPE);
    yes("kim");
    assertThat(ann.call("wipe", WIPE).body()).contains("gone");
  }

  @Test
  void firstYes_survivesAReload_ofTheSameRules() throws Exception {
    String approvals = "approvals: {undeclared: two-operators}";
    gateway.reload(server.url("/mcp"), RunningGateway.ALL, approvals);
    assertWaits("wipe", WIPE);
    yes("olga");
    gateway.reload(server.url("/mcp"), RunningGateway.ALL, approvals, "audit: {values: full}");
    yes("pat");

    assertThat(ann.call("wipe", WIPE).body()).contains("gone");
  }
}
