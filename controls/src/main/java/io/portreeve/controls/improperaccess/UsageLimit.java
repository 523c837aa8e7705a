package io.portreeve.controls.improperaccess;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.UsageLimits;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Request;

/**
 * Authorize access (9b), how much of it: nobody takes more than their share of rate and
 * concurrency.
 *
 * <p>Stands first, so that a flood is refused before it costs anything.
 */
public final class UsageLimit implements RequestControl {
  private final UsageLimits limits;

  public UsageLimit(UsageLimits limits) {
    this.limits = limits;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.ACCESS_AUTHORIZATION;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case Cancelled _ -> pass(Reason.NOT_CONCERNED);
      case Request _ -> verdict(limits.enter(exchange, message));
    };
  }

  private static Verdict<ClientMessage> verdict(UsageLimits.Standing standing) {
    return switch (standing) {
      case UsageLimits.Standing.Within _ -> pass(Reason.WITHIN_LIMITS);
      case UsageLimits.Standing.Over over -> deny(over.reason(), over.detail());
    };
  }
}
