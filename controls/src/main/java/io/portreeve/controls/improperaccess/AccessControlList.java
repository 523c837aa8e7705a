package io.portreeve.controls.improperaccess;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.EveryReading;
import io.portreeve.controls.Lists;
import io.portreeve.controls.Subjects;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.Invocation;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.json.JsonObject;
import java.util.Set;

/**
 * Authorize access (9b): every use of a tool, prompt, resource, completion or subscription is asked
 * of the policy, with the arguments that will really be sent.
 *
 * <p>Stands last, because it must judge what no later control changes.
 */
public final class AccessControlList implements RequestControl {
  private static final Set<Reason> RULELESS =
      Set.of(Reason.POLICY_NO_RULE, Reason.DECISION_DENIED, Reason.DECISION_UNAVAILABLE);

  private final PolicyEngine policy;

  public AccessControlList(PolicyEngine policy) {
    this.policy = new EveryReading(policy);
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.ACCESS_AUTHORIZATION;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case Invocation invocation -> verdict(ruling(exchange, invocation));
      case Listen listen ->
          Lists.cut(
              exchange.server(),
              listen,
              resource -> allowed(exchange, resource),
              Reason.POLICY_ALLOWED);
      case Discover _, Listing _, Cancelled _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  private PolicyEngine.Ruling ruling(Exchange exchange, Invocation invocation) {
    return policy.call(
        exchange, Subjects.of(exchange.server(), invocation), Subjects.arguments(invocation));
  }

  private static Verdict<ClientMessage> verdict(PolicyEngine.Ruling ruling) {
    return switch (ruling) {
      case PolicyEngine.Ruling.Allow(_, String otherwise) ->
          otherwise.isEmpty() ? pass(Reason.POLICY_ALLOWED) : pass(Reason.SHADOW_DENIED, otherwise);
      case PolicyEngine.Ruling.RequireApproval ask ->
          Verdict.ask("rule `" + ask.rule() + "` asks for an approval", Reason.APPROVAL_REQUIRED);
      case PolicyEngine.Ruling.Deny no when no.reason() == Reason.SCOPE_INSUFFICIENT ->
          deny(no.reason(), rule(no) + " needs " + no.detail(), no.detail());
      case PolicyEngine.Ruling.Deny no -> deny(no.reason(), rule(no));
    };
  }

  /** Which rule it was; that none was, the reason says by itself, and the policy may say why. */
  private static String rule(PolicyEngine.Ruling.Deny no) {
    return RULELESS.contains(no.reason()) ? no.detail() : "rule `" + no.rule() + "`";
  }

  /** A server may honour a part of what is asked for, so what is not allowed is not asked for. */
  private boolean allowed(Exchange exchange, Subject.OfResource resource) {
    JsonObject arguments = JsonObject.empty().with("uri", resource.uri().value());
    return policy.call(exchange, resource, arguments) instanceof PolicyEngine.Ruling.Allow;
  }
}
