package io.portreeve.controls.excessivecapabilities;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.HideAndRefuse;
import io.portreeve.controls.Pages;
import io.portreeve.guard.Answer;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Change;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.FakePolicy;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisibilityTest {
  private final Visibility control =
      new Visibility(new FakePolicy(Set.of("seen"), Set.of("seen", "secret")));

  @Test
  void thingOfSomebodyElse_isRefused_evenWhereACallWouldBeAllowed() {
    HideAndRefuse.refuses(control, Reason.NOT_VISIBLE, Reason.VISIBLE);
    assertThat(Reason.NOT_VISIBLE.answer()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void lists_holdOnlyWhatThePrincipalMaySee() {
    HideAndRefuse.hides(control, Reason.ENTRIES_HIDDEN, Reason.VISIBLE);
  }

  @Test
  void policyWithoutRules_showsNothing() {
    Visibility blind = new Visibility(new FakePolicy(Set.of(), Set.of()));
    Verdict<ServerMessage> verdict =
        blind.onResponse(Exchanges.asking(Messages.request("tools/list", "")), Pages.tools());

    assertThat(verdict)
        .isEqualTo(
            Verdict.rewrite(
                Pages.tools().keepIf(_ -> false),
                Reason.ENTRIES_HIDDEN,
                List.of(new Change("/tools", "hidden", 2))));
  }

  private static PolicyEngine ruling(PolicyEngine.Ruling always) {
    return new PolicyEngine() {
      @Override
      public Ruling discover(Exchange exchange, Subject subject) {
        return always;
      }

      @Override
      public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
        return always;
      }
    };
  }

  @Test
  void thingThatARuleDenies_isRefusedByTheNameOfTheRule() {
    PolicyEngine.Ruling denied =
        new PolicyEngine.Ruling.Deny(Reason.POLICY_DENIED, "no-writes", "denies it");
    ClientMessage call = Messages.callTool("write", "{}");

    assertThat(new Visibility(ruling(denied)).onRequest(Exchanges.asking(call), call))
        .isEqualTo(Verdict.deny(Reason.NOT_VISIBLE, "rule `no-writes` denies it"));
    assertThat(
            new Visibility(new FakePolicy(Set.of(), Set.of()))
                .onRequest(Exchanges.asking(call), call))
        .isEqualTo(Verdict.deny(Reason.NOT_VISIBLE, "no rule lets the principal see it"));
  }

  @Test
  void thingThatNeedsAnApproval_isVisible() {
    PolicyEngine asking = ruling(new PolicyEngine.Ruling.RequireApproval("ask", Approver.USER));

    assertThat(
            new Visibility(asking)
                .onResponse(Exchanges.asking(Messages.request("tools/list", "")), Pages.tools()))
        .isEqualTo(Verdict.pass(Reason.VISIBLE));
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(control);
    ControlContract.verify(
        new Visibility(new FakePolicy(Set.of("read", "greet", "file:///a.txt"), Set.of())));
  }
}
