package io.portreeve.guard;

import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ServerMessage;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The one choke point: every message is judged by the same ordered controls, and forwarded only in
 * the form in which the last of them saw it.
 *
 * <p>The first refusal ends the judgement. A control that throws or gives null refuses. A question
 * for a human does not end it: a later control may still refuse.
 */
public final class Guard {
  private final List<Seat<ConnectionControl>> connection;
  private final List<Seat<RequestControl>> request;
  private final List<Seat<ResponseControl>> response;

  public Guard(
      List<ConnectionControl> connection,
      List<RequestControl> request,
      List<ResponseControl> response) {
    this.connection = Seat.of(connection);
    this.request = Seat.of(request);
    this.response = Seat.of(response);
  }

  /** What judges clients' messages, in order: for whoever looks at one control alone. */
  public List<RequestControl> requestControls() {
    return request.stream().map(Seat::control).toList();
  }

  /** Likewise of servers' messages. */
  public List<ResponseControl> responseControls() {
    return response.stream().map(Seat::control).toList();
  }

  public Judgement<Arrival> arrival(Arrival arrival) {
    return fold(connection, arrival, (control, subject) -> control.onArrival(subject));
  }

  public Judgement<ClientMessage> request(Exchange exchange, ClientMessage message) {
    return fold(request, message, (control, subject) -> control.onRequest(exchange, subject));
  }

  public Judgement<ServerMessage> response(Exchange exchange, ServerMessage message) {
    return fold(response, message, (control, subject) -> control.onResponse(exchange, subject));
  }

  private static <C extends Control, M> Judgement<M> fold(
      List<Seat<C>> chain, M received, BiFunction<C, M, Verdict<M>> judge) {
    Fold<M> fold = new Fold<>(received, chain.size());
    for (Seat<C> seat : chain) {
      Verdict<M> verdict = safely(seat.control(), fold.message(), judge);
      if (fold.add(seat, verdict)) {
        break;
      }
    }
    return fold.judgement();
  }

  /**
   * Errors count, too: a schema that overflows the stack or a class that does not load must refuse,
   * not crash the exchange. A process without memory is ended by its launcher, not here.
   */
  @SuppressWarnings({"ConstantValue", "NullAway"}) // a control in another module may break its word
  private static <C extends Control, M> Verdict<M> safely(
      C control, M message, BiFunction<C, M, Verdict<M>> judge) {
    try {
      Verdict<M> verdict = judge.apply(control, message);
      return verdict != null ? verdict : Verdict.deny(Reason.CONTROL_FAILED, "no verdict");
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      return Verdict.deny(Reason.CONTROL_FAILED, failure.getClass().getSimpleName());
    }
  }
}
