package io.portreeve.gateway.journey;

import io.portreeve.guard.Decision;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.guard.UsageLimits;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request's way to one server and back: judged, recorded, sent, and every answer judged. */
final class Leg {
  private final Steps steps;
  private final Exchange exchange;
  private final ServerStream out;
  private final List<Decision> decisions = new ArrayList<>();
  private int unkept;
  private int messages;
  private Outcome.Ending ending = Outcome.Ending.FAILED;
  private String detail = "";
  private boolean answered;
  private int round;
  private Optional<Continued> approval = Optional.empty();
  private Optional<String> question = Optional.empty();
  private Exchange asked;
  private Optional<URI> login = Optional.empty();

  /** What every leg needs of the gateway. */
  record Steps(
      Guard guard,
      AuditTrail audit,
      Carried carried,
      UsageLimits limits,
      Patience patience,
      Settling approvals) {}

  Leg(Steps steps, Exchange exchange, ServerStream out) {
    this.steps = steps;
    this.exchange = exchange;
    this.asked = exchange;
    this.out = out;
  }

  /** Delivers exactly one final message, unless the client is gone. */
  void travel(Request received, Upstream upstream) throws InterruptedException {
    try (Patience.Wait wait = steps.patience().begin(received)) {
      travel(received, upstream, wait);
    }
  }

  private void travel(Request received, Upstream upstream, Patience.Wait wait)
      throws InterruptedException {
    try {
      decide(received, upstream);
    } catch (InterruptedException ended) {
      interrupted(ended, wait);
    } finally {
      steps.audit().ended(exchange, new Outcome(ending, decisions, unkept, messages, detail));
    }
  }

  private void decide(Request received, Upstream upstream) throws InterruptedException {
    try {
      Judgement<ClientMessage> judgement = settled(judge(received, upstream));
      steps.audit().decided(exchange, judgement);
      switch (judgement) {
        case Judgement.Forward<ClientMessage> forward ->
            send((Request) forward.message(), upstream);
        case Judgement.NeedsApproval<ClientMessage> _ ->
            refuse(Outcome.Ending.REFUSED, Reason.APPROVAL_REQUIRED, "");
        case Judgement.Refused<ClientMessage> _ when login.isPresent() -> ask(asked, login.get());
        case Judgement.Refused<ClientMessage> _
            when question.isPresent() && AskedApproval.canAsk((Request) asked.asked()) ->
            ask(question.get());
        case Judgement.Refused<ClientMessage> refused ->
            refuse(
                Outcome.Ending.REFUSED,
                refused.detail(),
                Refusals.answer(exchange, refused.reason(), refused.told()));
      }
    } catch (AuditTrail.AuditUnavailable unavailable) {
      fail(Outcome.Ending.FAILED, Reason.AUDIT_UNAVAILABLE, unavailable.getMessage());
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      fail(Outcome.Ending.FAILED, Reason.CONTROL_FAILED, failure.getClass().getSimpleName());
    }
  }

  /** Whatever fails on a thread that was interrupted, the interrupt comes first. */
  private void fail(Outcome.Ending how, Reason reason, @Nullable String why)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    refuse(how, reason, why);
  }

  private void interrupted(InterruptedException ended, Patience.Wait wait)
      throws InterruptedException {
    if (!wait.isOver()) {
      ending = Outcome.Ending.CANCELLED;
      throw ended;
    }
    if (wait.isStopped()) {
      refuse(Outcome.Ending.FAILED, Reason.GATEWAY_STOPPING, "");
    } else {
      refuse(Outcome.Ending.FAILED, Reason.EXCHANGE_TIMED_OUT, "it took too long as a whole");
    }
  }

  /**
   * A server that the user has not logged in at has shown him nothing yet: what nobody knows of it
   * now may be known then.
   */
  private Judgement<ClientMessage> judge(Request received, Upstream upstream)
      throws InterruptedException {
    Judgement<ClientMessage> first = judge(received);
    if (!(first instanceof Judgement.Refused<ClientMessage> refused)
        || refused.reason() != Reason.UNKNOWN_DEFINITION) {
      return first;
    }
    login = upstream.login(asked);
    boolean wasThere =
        login.isEmpty() && OwnQuestion.LOGIN.answer(asked.asked()) == OwnQuestion.Answer.ACCEPTED;
    return wasThere ? steps.guard().request(asked, (Request) asked.asked()) : first;
  }

  private Judgement<ClientMessage> judge(Request received) {
    try {
      Request opened = isWithinLimits(received) ? open(received) : received;
      asked = exchange.asking(opened);
      return steps.guard().request(asked, opened);
    } catch (Carried.Invalid invalid) {
      String why = String.valueOf(invalid.getMessage());
      return new Judgement.Refused<>(Reason.STATE_INVALID, why, List.of());
    }
  }

  /**
   * Charged before anything is unsealed, so that forged states cost their sender like any request;
   * one over its limits is left to the controls as it came, the first of which refuses it.
   */
  private boolean isWithinLimits(Request received) {
    try {
      return steps.limits().enter(exchange, received) instanceof UsageLimits.Standing.Within;
    } catch (RuntimeException unknowable) {
      return false;
    }
  }

  /** What a person said is part of the decision, so of its record. */
  private Judgement<ClientMessage> settled(Judgement<ClientMessage> judgement) {
    if (!(judgement instanceof Judgement.NeedsApproval<ClientMessage> asks)) {
      return judgement;
    }
    Settling.Settled settled = steps.approvals().settle(exchange, asks, approval);
    approval = settled.approval();
    question = settled.question();
    return settled.judgement();
  }

  private Request open(Request received) throws Carried.Invalid {
    Carried.Opened opened = steps.carried().open(exchange, received);
    round = opened.round();
    approval = opened.approval();
    return opened.request();
  }

  private void send(Request judged, Upstream upstream) throws InterruptedException {
    Exchange forwarded = exchange.asking(judged);
    try {
      Request theirs = ConversationMark.without(OwnQuestion.without(judged));
      upstream.send(forwarded, theirs, message -> judge(forwarded, message));
      if (!answered) {
        fail(Outcome.Ending.UPSTREAM_FAILED, Reason.UPSTREAM_FAILED, "no final answer");
      }
    } catch (CredentialMissing none) {
      missing(forwarded, none);
    } catch (UpstreamException | ProtocolException failure) {
      fail(Outcome.Ending.UPSTREAM_FAILED, Reason.UPSTREAM_FAILED, failure.getMessage());
    }
  }

  /** Who can log in is told where; the answer to that is judged like any request. */
  private void missing(Exchange forwarded, CredentialMissing none) throws InterruptedException {
    if (none.login().isEmpty() || answered) {
      fail(
          Outcome.Ending.CREDENTIAL_MISSING, Reason.UPSTREAM_CREDENTIAL_MISSING, none.getMessage());
      return;
    }
    ask(forwarded, none.login().get());
  }

  private void ask(Exchange asking, URI page) throws InterruptedException {
    ServerMessage question = AskedLogin.ask(asking, (Request) asking.asked(), page);
    if (question instanceof InputRequired asks) {
      detail = Reason.UPSTREAM_CREDENTIAL_MISSING.wire();
      end(Outcome.Ending.INPUT_REQUIRED, sealed(asks));
    } else {
      String why = Reason.UPSTREAM_CREDENTIAL_MISSING.wire();
      refuse(Outcome.Ending.CREDENTIAL_MISSING, why, question);
    }
  }

  /** Our question is no round of the call, which has not begun. */
  private void ask(String whether) throws InterruptedException {
    InputRequired asks = AskedApproval.ask((Answerable) asked.asked(), whether);
    detail = Reason.APPROVAL_REQUIRED.wire();
    end(
        Outcome.Ending.INPUT_REQUIRED,
        steps.carried().seal(exchange, (Request) exchange.asked(), round - 1, approval, asks));
  }

  private void judge(Exchange forwarded, ServerMessage received) throws InterruptedException {
    messages++;
    Judgement<ServerMessage> judgement = steps.guard().response(forwarded, received);
    keep(judgement.decisions());
    switch (judgement) {
      case Judgement.Forward<ServerMessage> forward -> pass(forward.message());
      case Judgement.NeedsApproval<ServerMessage> asks -> withhold(received, asks.reason(), "");
      case Judgement.Refused<ServerMessage> refused ->
          withhold(received, refused.reason(), refused.detail());
    }
  }

  private void pass(ServerMessage judged) throws InterruptedException {
    switch (judged) {
      case Notification _ -> deliver(judged);
      case InputRequired asks -> {
        approval = approval.map(Leg::afterQuestion);
        end(Outcome.Ending.INPUT_REQUIRED, sealed(asks));
      }
      case ListResult page -> end(Outcome.Ending.COMPLETED, steps.carried().seal(exchange, page));
      case Result _ -> end(Outcome.Ending.COMPLETED, judged);
      case Failure failure ->
          end(Outcome.Ending.SERVER_ERROR, Refusals.normalized(exchange, failure));
    }
  }

  private static Continued afterQuestion(Continued of) {
    return switch (of) {
      case Continued.Approved yes -> yes.afterQuestion();
      case Continued.Asked waits -> waits;
    };
  }

  private ServerMessage sealed(InputRequired asks) {
    Request received = (Request) exchange.asked();
    return steps.carried().seal(exchange, received, round, approval, asks);
  }

  /**
   * A refused notification is dropped; a refused answer is replaced, so that nobody waits for it.
   */
  private void withhold(ServerMessage received, Reason reason, String why)
      throws InterruptedException {
    switch (received) {
      case Notification _ -> {}
      case Result _, Failure _ ->
          refuse(Outcome.Ending.WITHHELD, why, Refusals.instead(received, exchange, reason, why));
    }
  }

  private void refuse(Outcome.Ending how, Reason reason, @Nullable String why)
      throws InterruptedException {
    String said = why == null ? reason.wire() : why;
    refuse(how, said, Refusals.answer(exchange, reason, said));
  }

  private void refuse(Outcome.Ending how, String why, ServerMessage answer)
      throws InterruptedException {
    if (!answered) {
      detail = why;
      end(how, answer);
    }
  }

  private void end(Outcome.Ending how, ServerMessage last) throws InterruptedException {
    if (!answered) {
      answered = true;
      ending = how;
      out.deliver(last);
    }
  }

  private void deliver(ServerMessage notification) throws InterruptedException {
    if (!answered) {
      out.deliver(notification);
    }
  }

  private void keep(List<Decision> judged) {
    for (Decision decision : judged) {
      if (decision.kind() != Decision.Kind.PASS || decision.reason().alerts()) {
        if (decisions.size() < Outcome.MOST_DECISIONS) {
          decisions.add(decision);
        } else {
          unkept++;
        }
      }
    }
  }
}
