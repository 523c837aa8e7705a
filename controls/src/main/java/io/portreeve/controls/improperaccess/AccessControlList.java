package io.portreeve.controls.improperaccess;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.EveryReading;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Invocation;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;

/**
 * Authorize access (9b): every use of a tool, prompt, resource, completion or subscription is asked
 * of the policy, with the arguments that will really be sent, and what it allows of the decision
 * point beside it. The policy judges every reading of an address; the decision point is asked once,
 * about the address as it is written.
 *
 * <p>Of the values that complete an argument, those go on with which a use would be allowed: ids of
 * somebody else's objects are not told either.
 *
 * <p>Stands after whatever rewrites, because it must judge what no later control changes.
 */
public final class AccessControlList implements RequestControl, ResponseControl {
  private final Using using;
  private final Subscribing subscribing;
  private final Completing completing;

  public AccessControlList(PolicyEngine policy, OutsideDecisions outside) {
    PolicyEngine every = new EveryReading(policy);
    this.using = new Using(every, outside);
    this.subscribing = new Subscribing(every, outside);
    this.completing = new Completing(every, outside);
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.ACCESS_AUTHORIZATION;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case Invocation invocation -> using.judge(exchange, invocation);
      case Listen listen -> subscribing.judge(exchange, listen);
      case Discover _, Listing _, Cancelled _ -> pass(Reason.NOT_CONCERNED);
    };
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    return switch (message) {
      case CompleteResult result when exchange.asked() instanceof Complete complete ->
          completing.judge(exchange, complete, result);
      case CompleteResult _ -> deny(Reason.RESPONSE_INVALID, "a completion of another request");
      case Result _, Failure _, Notification _ -> pass(Reason.NOT_CONCERNED);
    };
  }
}
