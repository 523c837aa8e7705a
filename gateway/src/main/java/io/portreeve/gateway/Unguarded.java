package io.portreeve.gateway;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.UsageLimits;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ServerMessage;

/**
 * Stands in the place of every control when the operator measures what they cost ({@code
 * insecure-no-controls}). It passes everything, and says so in every record.
 */
final class Unguarded implements RequestControl, ResponseControl {
  /** Limits that nobody is ever over. */
  static UsageLimits limits() {
    return (_, _) -> new UsageLimits.Standing.Within();
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.ACCESS_AUTHORIZATION;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return Verdict.pass(Reason.UNGUARDED);
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    return Verdict.pass(Reason.UNGUARDED);
  }
}
