package io.portreeve.controls.insecureconfiguration;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ServerFindings;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Request;

/**
 * Continuous scanning (11a): a server in whose packages or code a scan finds what the operator
 * quarantines for is asked for nothing, not even for its lists, so a program is not started. What
 * it was asked before is for whoever keeps its sessions to end.
 */
public final class ServerQuarantine implements RequestControl {
  private final ServerFindings findings;

  public ServerQuarantine(ServerFindings findings) {
    this.findings = findings;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.CONTINUOUS_SCANNING;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case Request _ ->
          findings
              .holding(exchange.server())
              .<Verdict<ClientMessage>>map(id -> deny(Reason.SERVER_QUARANTINED, "finding " + id))
              .orElseGet(() -> pass(Reason.SCANNED));
      case Cancelled _ -> pass(Reason.NOT_CONCERNED);
    };
  }
}
