package io.portreeve.gateway.replay;

import io.portreeve.controls.EveryReading;
import io.portreeve.gateway.policy.RulePolicy;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Subject;

/**
 * Asks rules about recorded uses, as the controls would: hidden means denied, and a resource is
 * asked about in every reading of its address.
 */
public final class Replay {
  private final RulePolicy policy;
  private final PolicyEngine readings;

  public Replay(RulePolicy policy) {
    this.policy = policy;
    this.readings = new EveryReading(policy);
  }

  /**
   * What the rules say of a use.
   *
   * @param rule the rule that decides, {@code default} if none does; empty text if it is unknown
   */
  public record Answer(Verdict verdict, String rule) {
    static final Answer UNKNOWN = new Answer(Verdict.UNKNOWN, "");
  }

  /** What these rules would have said. */
  public Answer ask(RecordedUse use) {
    if (use.asked().isEmpty() || use.subject().isEmpty()) {
      return Answer.UNKNOWN;
    }
    return ask(use, use.asked().get(), use.subject().get());
  }

  private Answer ask(RecordedUse use, Exchange exchange, Subject subject) {
    Answer seen = answer(readings.discover(exchange, subject));
    if (seen.verdict() == Verdict.DENIED) {
      return seen;
    }
    if (use.arguments().isPresent()) {
      return answer(readings.call(exchange, subject, use.arguments().get()));
    }
    return switch (policy.outlook(exchange, subject)) {
      case RulePolicy.Outlook.Known(Ruling ruling) -> answer(ruling);
      case RulePolicy.Outlook.Unknown _ -> Answer.UNKNOWN;
    };
  }

  private static Answer answer(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Allow(String rule) -> new Answer(Verdict.ALLOWED, rule);
      case Ruling.RequireApproval(String rule) -> new Answer(Verdict.DENIED, rule);
      case Ruling.Deny deny -> new Answer(Verdict.DENIED, deny.rule());
    };
  }
}
