package io.portreeve.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ToolName;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that ask for an approval: what is allowed is allowed with it only, the strictest wins. */
class ApprovalRulesTest {
  private static final Subject PAY = new Subject.OfTool(Exchanges.SERVER, new ToolName("pay"));
  private static final RuleSettings ALL = Rules.rule("all", "");
  private static final RuleSettings MUCH =
      Rules.asking("much", Approver.OPERATOR, "args.sum > 100.0");
  private static final RuleSettings ANY = Rules.asking("any", Approver.USER, "");

  private static Exchange exchange() {
    return Exchanges.asking(Messages.callTool("pay", "{}"));
  }

  private static RulePolicy policy(
      List<RuleSettings> allow, List<RuleSettings> deny, List<RuleSettings> approve)
      throws Exception {
    return RulePolicy.compile(new PolicySettings(Map.of(), allow, deny, approve, Optional.empty()));
  }

  private static Ruling paid(RulePolicy policy, String arguments) {
    return policy.call(exchange(), PAY, Jsons.object(arguments));
  }

  @Test
  void callThatTheConditionFits_isAllowed_withoutTheRule_andNeedsAnApprovalWithIt()
      throws Exception {
    RulePolicy without = policy(List.of(ALL), List.of(), List.of());
    RulePolicy with = policy(List.of(ALL), List.of(), List.of(MUCH));

    assertThat(paid(without, "{'sum':101}")).isEqualTo(new Ruling.Allow("all"));
    assertThat(paid(with, "{'sum':101}"))
        .isEqualTo(new Ruling.RequireApproval("much", Approver.OPERATOR));
    assertThat(paid(with, "{'sum':100}")).isEqualTo(new Ruling.Allow("all"));
  }

  @Test
  void strictestOfTheRulesThatApply_decides_whateverTheirOrder() throws Exception {
    for (List<RuleSettings> rules : List.of(List.of(ANY, MUCH), List.of(MUCH, ANY))) {
      RulePolicy policy = policy(List.of(ALL), List.of(), rules);

      assertThat(paid(policy, "{'sum':101}"))
          .isEqualTo(new Ruling.RequireApproval("much", Approver.OPERATOR));
      assertThat(paid(policy, "{'sum':1}"))
          .isEqualTo(new Ruling.RequireApproval("any", Approver.USER));
    }
  }

  @Test
  void approval_allowsNothingByItself_andNothingThatIsDenied() throws Exception {
    assertThat(paid(policy(List.of(), List.of(), List.of(ANY)), "{}"))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_NO_RULE, "default", ""));
    assertThat(paid(policy(List.of(ALL), List.of(Rules.rule("no", "")), List.of(ANY)), "{}"))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_DENIED, "no", "denies it"));
  }

  @Test
  void conditionThatCannotBeJudged_refuses() throws Exception {
    assertThat(paid(policy(List.of(ALL), List.of(), List.of(ANY, MUCH)), "{}"))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_ERROR, "much", "cannot be evaluated"));
  }

  @Test
  void whatIsListed_needsNoApproval() throws Exception {
    RulePolicy policy =
        policy(List.of(ALL), List.of(), List.of(Rules.asking("calls", Approver.USER, "")));

    assertThat(policy.discover(exchange(), PAY)).isEqualTo(new Ruling.Allow("all"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'sum':101} | shadow rule `tried` would have asked for an approval of the operator",
        "{'sum':100} | \"\"",
        "{} | shadow rule `tried` would have denied it, since it cannot be evaluated"
      })
  void ruleThatIsOnlyTried_asksNobody_andIsTold(String arguments, String told) throws Exception {
    RuleSettings tried = Rules.askingTried("tried", Approver.OPERATOR, "args.sum > 100.0");

    assertThat(paid(policy(List.of(ALL), List.of(), List.of(tried)), arguments))
        .isEqualTo(new Ruling.Allow("all", told));
    assertThat(paid(policy(List.of(ALL), List.of(), List.of(ANY, tried)), arguments))
        .isEqualTo(new Ruling.RequireApproval("any", Approver.USER, told));
  }

  @Test
  void lessThanWhatIsAskedAnyway_isNotToldOfARuleThatIsTried() throws Exception {
    RuleSettings tried = Rules.askingTried("tried", Approver.USER, "");

    assertThat(paid(policy(List.of(ALL), List.of(), List.of(MUCH, tried)), "{'sum':101}"))
        .isEqualTo(new Ruling.RequireApproval("much", Approver.OPERATOR));
  }

  @Test
  void ruleThatApplies_isAmongTheFindings_andTheRulesThatCount() throws Exception {
    RulePolicy policy = policy(List.of(ALL), List.of(), List.of(ANY, MUCH));

    assertThat(policy.findings(exchange(), PAY, Jsons.object("{'sum':1}")))
        .extracting(one -> one.effect() + " " + one.rule().name() + " " + one.outcome())
        .containsExactly(
            "ALLOW all APPLIES", "APPROVE any APPLIES", "APPROVE much CONDITION_FALSE");
    assertThat(policy.counting(Phase.CALL, exchange(), PAY, Jsons.object("{'sum':1}")))
        .isEqualTo(Set.of("all", "any"));
  }

  @Test
  void valueThatIsNotKnown_leavesOpenWhetherAnApprovalIsAsked() throws Exception {
    RulePolicy policy = policy(List.of(ALL), List.of(), List.of(MUCH));
    Gaps hidden = Gaps.of(Set.of("args"));

    assertThat(policy.without(hidden, Doubt.IN_FAVOUR).call(exchange(), PAY, Jsons.object("{}")))
        .isEqualTo(new Ruling.Allow("all"));
    assertThat(policy.without(hidden, Doubt.AGAINST).call(exchange(), PAY, Jsons.object("{}")))
        .isInstanceOf(Ruling.Deny.class);
  }
}
