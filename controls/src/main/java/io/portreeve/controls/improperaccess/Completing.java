package io.portreeve.controls.improperaccess;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.guard.Change;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.OutsideDecisions.Answer;
import io.portreeve.guard.OutsideDecisions.Use;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.ServerMessage;
import java.util.List;

/**
 * Which values of a completion may be told: those with which a use would be allowed, if only by a
 * person's approval.
 */
record Completing(PolicyEngine policy, OutsideDecisions outside) {

  Verdict<ServerMessage> judge(Exchange exchange, Complete complete, CompleteResult result) {
    Completion completion = new Completion(exchange.server(), complete);
    List<String> allowed =
        result.texts().stream().filter(value -> isNotDenied(exchange, completion, value)).toList();
    if (allowed.isEmpty()) {
      return cut(result, List.of());
    }
    List<Use> uses = allowed.stream().flatMap(value -> completion.use(value).stream()).toList();
    return switch (outside.ask(exchange, uses)) {
      case Answer.Decided decided -> cut(result, decided.allowed(allowed));
      case Answer.Undecided(Reason reason, String why) -> deny(reason, why);
    };
  }

  /** Neither what was asked about, with this value, nor what could be used with it. */
  private boolean isNotDenied(Exchange exchange, Completion completion, String value) {
    return isNotDenied(exchange, completion.about(value))
        && completion.use(value).filter(use -> isNotDenied(exchange, use)).isPresent();
  }

  private boolean isNotDenied(Exchange exchange, Use use) {
    return !(policy.call(exchange, use.thing(), use.arguments())
        instanceof PolicyEngine.Ruling.Deny);
  }

  private static Verdict<ServerMessage> cut(CompleteResult result, List<String> kept) {
    int hidden = result.texts().size() - kept.size();
    return hidden == 0
        ? pass(Reason.POLICY_ALLOWED)
        : Verdict.rewrite(
            result.withOnly(kept),
            Reason.ENTRIES_HIDDEN,
            List.of(new Change("/completion/values", "hidden", hidden)));
  }
}
