package io.portreeve.controls.improperaccess;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.Subjects;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.OutsideDecisions.Answer;
import io.portreeve.guard.OutsideDecisions.Use;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Invocation;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/** Whether one thing may be used: what the rules allow, and the decision point does not refuse. */
record Using(PolicyEngine policy, OutsideDecisions outside) {

  Verdict<ClientMessage> judge(Exchange exchange, Invocation invocation) {
    Subject thing = Subjects.of(exchange.server(), invocation);
    JsonObject arguments = Subjects.arguments(invocation);
    PolicyEngine.Ruling ruling = policy.call(exchange, thing, arguments);
    if (ruling instanceof PolicyEngine.Ruling.Deny no) {
      return denied(no);
    }
    return switch (outside.ask(exchange, List.of(new Use(thing, arguments)))) {
      case Answer.Decided(var allowed) when allowed.equals(List.of(true)) -> verdict(ruling);
      case Answer.Decided _ ->
          deny(Reason.DECISION_DENIED, "though rule `" + ruling.rule() + "` allows it");
      case Answer.Undecided(Reason reason, String why) ->
          deny(reason, "rule `" + ruling.rule() + "` allows it; " + why);
    };
  }

  private static Verdict<ClientMessage> verdict(PolicyEngine.Ruling ruling) {
    return switch (ruling) {
      case PolicyEngine.Ruling.Allow(_, String otherwise) ->
          otherwise.isEmpty() ? pass(Reason.POLICY_ALLOWED) : pass(Reason.SHADOW_DENIED, otherwise);
      case PolicyEngine.Ruling.RequireApproval(String rule, Approver by, String otherwise) ->
          Verdict.ask(
              "rule `"
                  + rule
                  + "` asks for an approval"
                  + (otherwise.isEmpty() ? "" : "; " + otherwise),
              Reason.APPROVAL_REQUIRED,
              by);
      case PolicyEngine.Ruling.Deny no -> denied(no);
    };
  }

  private static Verdict<ClientMessage> denied(PolicyEngine.Ruling.Deny no) {
    return no.reason() == Reason.SCOPE_INSUFFICIENT
        ? deny(no.reason(), rule(no) + " needs " + no.detail(), no.detail())
        : deny(no.reason(), rule(no));
  }

  /** Which rule it was; that none was, the reason says by itself, and the policy may say why. */
  private static String rule(PolicyEngine.Ruling.Deny no) {
    return no.reason() == Reason.POLICY_NO_RULE ? no.detail() : "rule `" + no.rule() + "`";
  }
}
