package io.portreeve.gateway.replay;

import io.portreeve.controls.EveryReading;
import io.portreeve.gateway.policy.Doubt;
import io.portreeve.gateway.policy.RulePolicy;
import io.portreeve.guard.Approver;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Reason;

/**
 * Judges recorded uses by the rules of a policy, as the gateway would have: what it would have
 * hidden is denied, and a resource is judged in every reading of its address.
 *
 * <p>What is not on record counts once in favour of the use and once against it. Only what comes
 * out the same both times is said.
 */
public final class Replay {
  private final RulePolicy policy;

  public Replay(RulePolicy policy) {
    this.policy = policy;
  }

  public Replayed judge(RecordedUse use) {
    Ruling best = ruling(use, Doubt.IN_FAVOUR);
    if (best instanceof Ruling.Deny(Reason reason, String rule, _)) {
      return new Replayed.Denied(rule, reason);
    }
    return switch (ruling(use, Doubt.AGAINST)) {
      case Ruling.Allow(String rule, _) -> new Replayed.Allowed(rule);
      case Ruling.RequireApproval(String rule, Approver by, _) -> new Replayed.Asked(rule, by);
      case Ruling.Deny(_, String rule, _) -> new Replayed.Unknown(rule);
    };
  }

  private Ruling ruling(RecordedUse use, Doubt doubt) {
    PolicyEngine rules = new EveryReading(policy.without(use.gaps(), doubt));
    Ruling seen = rules.discover(use.exchange(), use.subject());
    return seen instanceof Ruling.Deny
        ? seen
        : rules.call(use.exchange(), use.subject(), use.arguments());
  }
}
