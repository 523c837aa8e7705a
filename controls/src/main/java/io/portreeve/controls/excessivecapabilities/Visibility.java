package io.portreeve.controls.excessivecapabilities;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.EveryReading;
import io.portreeve.controls.Lists;
import io.portreeve.controls.Subjects;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Invocation;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;

/**
 * Tool authorization (8b): lists hold what the principal may see, and what is hidden from a list is
 * refused on use, by the same rule and with the answer that an unknown name gets.
 */
public final class Visibility implements RequestControl, ResponseControl {
  private final PolicyEngine policy;

  public Visibility(PolicyEngine policy) {
    this.policy = new EveryReading(policy);
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.TOOL_AUTHORIZATION;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case Invocation invocation ->
          switch (policy.discover(exchange, Subjects.of(exchange.server(), invocation))) {
            case Ruling.Allow(_, String otherwise) -> pass(Reason.VISIBLE, otherwise);
            case Ruling.RequireApproval _ -> pass(Reason.VISIBLE);
            case Ruling.Deny no -> deny(Reason.NOT_VISIBLE, why(no));
          };
      case Listen listen ->
          Lists.cut(
              exchange.server(), listen, subject -> visible(exchange, subject), Reason.VISIBLE);
      case Discover _, Listing _, Cancelled _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    return switch (message) {
      case ListResult page ->
          Lists.cut(page, cut(exchange, page), Reason.VISIBLE, Reason.ENTRIES_HIDDEN);
      case ResourceUpdated updated ->
          visible(exchange, new Subject.OfResource(exchange.server(), updated.uri()))
              ? pass(Reason.VISIBLE)
              : deny(Reason.NOT_VISIBLE, "an update of a hidden resource");
      case Result _, Failure _, Notification _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  private ListResult cut(Exchange exchange, ListResult page) {
    return Lists.keepIf(exchange.server(), page, subject -> visible(exchange, subject));
  }

  private boolean visible(Exchange exchange, Subject subject) {
    return switch (policy.discover(exchange, subject)) {
      case Ruling.Allow _, Ruling.RequireApproval _ -> true;
      case Ruling.Deny _ -> false;
    };
  }

  /** For the record only: the principal is not told that there is something to hide. */
  private static String why(Ruling.Deny no) {
    return no.reason() == Reason.POLICY_NO_RULE
        ? "no rule lets the principal see it" + (no.detail().isEmpty() ? "" : "; " + no.detail())
        : "rule `" + no.rule() + "` " + no.detail();
  }
}
