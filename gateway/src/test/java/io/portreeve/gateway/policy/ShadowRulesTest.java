package io.portreeve.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.improperaccess.AccessControlList;
import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ToolName;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that are only tried: they bind nobody, and it is on record what they would have done. */
class ShadowRulesTest {
  private static final Subject TOOL = new Subject.OfTool(Exchanges.SERVER, new ToolName("read"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "args.path == 'a' ; shadow rule `tried` would have denied it",
        "args.path == 'b' ; ''",
        "args.none == 1 ; shadow rule `tried` would have denied it, since it cannot be evaluated",
      })
  void denialThatIsTried_denies_nothing_andIsTold(String condition, String told) throws Exception {
    RulePolicy policy =
        policy(List.of(Rules.rule("all", "true")), List.of(Rules.tried("tried", condition)));

    assertThat(call(policy)).isEqualTo(new Ruling.Allow("all", told));
  }

  @Test
  void allowanceThatIsTried_allowsNothing_andIsTold() throws Exception {
    RulePolicy policy =
        policy(
            List.of(Rules.rule("none", "false"), Rules.tried("tried", "args.path == 'a'")),
            List.of());

    assertThat(call(policy))
        .isEqualTo(
            new Ruling.Deny(
                Reason.POLICY_NO_RULE,
                "default",
                "the condition does not hold of `none`; shadow rule `tried` would have allowed"
                    + " it"));
    assertThat(policy.discover(exchange(), TOOL))
        .isEqualTo(
            new Ruling.Deny(
                Reason.POLICY_NO_RULE, "default", "shadow rule `tried` would have allowed it"));
  }

  @Test
  void allowanceThatIsTried_doesNotOutweighADenial() throws Exception {
    RulePolicy policy =
        policy(List.of(Rules.tried("tried", "true")), List.of(Rules.rule("no", "true")));

    assertThat(call(policy)).isEqualTo(new Ruling.Deny(Reason.POLICY_DENIED, "no", "denies it"));
  }

  @Test
  void brokenAllowanceThatIsTried_wouldHaveRefusedEveryUse_andDoesNot() throws Exception {
    RulePolicy policy =
        policy(List.of(Rules.rule("all", "true"), Rules.tried("tried", "1 / 0 == 1")), List.of());

    assertThat(call(policy))
        .isEqualTo(
            new Ruling.Allow(
                "all", "shadow rule `tried` would have denied it, since it cannot be evaluated"));
  }

  @Test
  void decision_saysWhatAShadowRuleWouldHaveDone_andLetsTheMessagePass() throws Exception {
    RulePolicy policy =
        policy(List.of(Rules.rule("all", "true")), List.of(Rules.tried("tried", "true")));

    Verdict<ClientMessage> verdict =
        new AccessControlList(policy, OutsideDecisions.none())
            .onRequest(exchange(), Messages.callTool("read", "{'path':'a'}"));

    assertThat(verdict)
        .isEqualTo(Verdict.pass(Reason.SHADOW_DENIED, "shadow rule `tried` would have denied it"));
  }

  @Test
  void ruleThatIsTried_isAmongTheFindings_andTheRulesThatCount() throws Exception {
    RulePolicy policy =
        policy(List.of(Rules.rule("all", "true")), List.of(Rules.tried("tried", "true")));

    assertThat(policy.findings(exchange(), TOOL, Jsons.object("{}")))
        .extracting(finding -> finding.rule().name())
        .containsExactly("all", "tried");
    assertThat(policy.counting(Phase.CALL, exchange(), TOOL, Jsons.object("{}")))
        .isEqualTo(Set.of("all", "tried"));
  }

  @Test
  void ruleInForce_isTheSameRuleAndBinds() throws Exception {
    PolicySettings settings =
        new PolicySettings(
            List.of(Rules.rule("all", "true")), List.of(Rules.tried("tried", "true")));

    assertThat(call(RulePolicy.compile(settings.inForce())))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_DENIED, "tried", "denies it"));
  }

  private static Exchange exchange() {
    return Exchanges.asking(Messages.callTool("read", "{'path':'a'}"));
  }

  private static Ruling call(RulePolicy policy) {
    return policy.call(exchange(), TOOL, Jsons.object("{'path':'a'}"));
  }

  private static RulePolicy policy(List<RuleSettings> allow, List<RuleSettings> deny)
      throws Exception {
    return RulePolicy.compile(new PolicySettings(allow, deny));
  }
}
