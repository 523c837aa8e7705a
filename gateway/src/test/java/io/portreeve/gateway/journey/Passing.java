package io.portreeve.gateway.journey;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ServerMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A control that lets everything pass, and remembers which exchanges it was asked about. */
final class Passing implements RequestControl, ResponseControl {
  final List<Exchange> requests = new CopyOnWriteArrayList<>();
  final List<Exchange> responses = new CopyOnWriteArrayList<>();

  @Override
  public Mitigation mitigates() {
    return Mitigation.ACCESS_AUTHORIZATION;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    requests.add(exchange);
    return Verdict.pass(Reason.POLICY_ALLOWED);
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    responses.add(exchange);
    return Verdict.pass(Reason.RESPONSE_VALID);
  }
}
