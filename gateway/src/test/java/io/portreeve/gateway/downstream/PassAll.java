package io.portreeve.gateway.downstream;

import io.portreeve.guard.Arrival;
import io.portreeve.guard.ConnectionControl;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ServerMessage;
import java.util.List;

/** Controls that let everything pass, for tests of what stands around them. */
final class PassAll {
  private PassAll() {}

  static Guard guard() {
    return new Guard(
        List.of(new OfArrivals()), List.of(new OfRequests()), List.of(new OfAnswers()));
  }

  private static final class OfArrivals implements ConnectionControl {
    @Override
    public Mitigation mitigates() {
      return Mitigation.USER_AUTHENTICATION;
    }

    @Override
    public Verdict<Arrival> onArrival(Arrival arrival) {
      return Verdict.pass(Reason.AUTHENTICATED);
    }
  }

  private static final class OfRequests implements RequestControl {
    @Override
    public Mitigation mitigates() {
      return Mitigation.ACCESS_AUTHORIZATION;
    }

    @Override
    public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
      return Verdict.pass(Reason.POLICY_ALLOWED);
    }
  }

  private static final class OfAnswers implements ResponseControl {
    @Override
    public Mitigation mitigates() {
      return Mitigation.RESPONSE_VALIDATION;
    }

    @Override
    public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
      return Verdict.pass(Reason.RESPONSE_VALID);
    }
  }
}
