package io.portreeve.gateway.journey;

import io.portreeve.gateway.journey.Outcome.Ending;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;

/**
 * What a server says to a request: every message judged, and delivered in the form that was.
 *
 * @param exchange as the client asked
 * @param forwarded as the server was asked
 * @param round what was sent
 */
record WayBack(
    Guard guard,
    Carried carried,
    Exchange exchange,
    Exchange forwarded,
    Round round,
    Delivery delivery) {

  void judge(ServerMessage received) throws InterruptedException {
    Judgement<ServerMessage> judgement = guard.response(forwarded, received);
    delivery.judged(judgement.decisions());
    switch (judgement) {
      case Judgement.Forward<ServerMessage> forward -> pass(forward.message());
      case Judgement.NeedsApproval<ServerMessage> asks -> withhold(received, asks.reason(), "");
      case Judgement.Refused<ServerMessage> refused ->
          withhold(received, refused.reason(), refused.detail());
    }
  }

  private void pass(ServerMessage judged) throws InterruptedException {
    switch (judged) {
      case Notification _ -> delivery.pass(judged);
      case InputRequired asks ->
          end(Ending.INPUT_REQUIRED, carried.seal(exchange, round.afterQuestion(), asks));
      case ListResult page -> end(Ending.COMPLETED, carried.seal(exchange, page));
      case Result _ -> end(Ending.COMPLETED, judged);
      case Failure failure -> end(Ending.SERVER_ERROR, Refusals.normalized(exchange, failure));
    }
  }

  private void end(Ending how, ServerMessage last) throws InterruptedException {
    delivery.end(how, "", last);
  }

  /**
   * A refused notification is dropped; a refused answer is replaced, so that nobody waits for it.
   */
  private void withhold(ServerMessage received, Reason reason, String why)
      throws InterruptedException {
    switch (received) {
      case Notification _ -> {}
      case Result _, Failure _ ->
          delivery.end(Ending.WITHHELD, why, Refusals.instead(received, exchange, reason, why));
    }
  }
}
