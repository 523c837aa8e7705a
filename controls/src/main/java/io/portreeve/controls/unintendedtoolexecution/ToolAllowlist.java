package io.portreeve.controls.unintendedtoolexecution;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.Lists;
import io.portreeve.controls.Subjects;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
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
 * Tool allowlisting (3b): the model sees, and may use, only what the operator named.
 *
 * <p>An empty list allows nothing. The list is the operator's, the same for every principal; what a
 * single principal may see of it is policy.
 */
public final class ToolAllowlist implements RequestControl, ResponseControl {
  private final Allowlist allowlist;

  public ToolAllowlist(Allowlist allowlist) {
    this.allowlist = allowlist;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.TOOL_ALLOWLISTING;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case Invocation invocation ->
          allowlist.names(Subjects.of(exchange.server(), invocation))
              ? pass(Reason.ALLOWLISTED)
              : deny(Reason.NOT_ALLOWLISTED, "no rule of the policy names it");
      case Listen listen ->
          Lists.cut(exchange.server(), listen, allowlist::names, Reason.ALLOWLISTED);
      case Discover _, Listing _, Cancelled _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    return switch (message) {
      case ListResult page ->
          Lists.cut(
              page,
              Lists.keepIf(exchange.server(), page, allowlist::names),
              Reason.ALLOWLISTED,
              Reason.ENTRIES_HIDDEN);
      case ResourceUpdated updated ->
          allowlist.names(new Subject.OfResource(exchange.server(), updated.uri()))
              ? pass(Reason.ALLOWLISTED)
              : deny(Reason.NOT_ALLOWLISTED, "an update of what the operator did not name");
      case Result _, Failure _, Notification _ -> pass(Reason.NOT_CONCERNED);
    };
  }
}
