package io.portreeve.gateway.journey;

import io.portreeve.gateway.journey.Outcome.Ending;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.guard.UsageLimits;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request's way to one server and back: judged, recorded, sent, and every answer judged. */
final class Leg {
  private final Steps steps;
  private final Exchange exchange;
  private final Delivery delivery;

  /** What every leg needs of the gateway. */
  record Steps(
      Guard guard,
      AuditTrail audit,
      Carried carried,
      UsageLimits limits,
      Patience patience,
      Settling approvals) {
    /**
     * Whether the principal may ask this. He pays the first time that it is said of an exchange;
     * what cannot be known is no.
     */
    boolean isWithinLimits(Exchange exchange, Request received) {
      try {
        return limits.enter(exchange, received) instanceof UsageLimits.Standing.Within;
      } catch (RuntimeException unknowable) {
        return false;
      }
    }
  }

  Leg(Steps steps, Exchange exchange, ServerStream out) {
    this.steps = steps;
    this.exchange = exchange;
    this.delivery = new Delivery(out);
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
      steps.audit().ended(exchange, delivery.outcome());
    }
  }

  private void interrupted(InterruptedException ended, Patience.Wait wait)
      throws InterruptedException {
    if (!wait.isOver()) {
      delivery.cancelled();
      throw ended;
    }
    if (wait.isStopped()) {
      refuse(Ending.FAILED, Reason.GATEWAY_STOPPING, "");
    } else {
      refuse(Ending.FAILED, Reason.EXCHANGE_TIMED_OUT, "it took too long as a whole");
    }
  }

  private void decide(Request received, Upstream upstream) throws InterruptedException {
    try {
      judge(received, upstream);
    } catch (AuditTrail.AuditUnavailable unavailable) {
      fail(Ending.FAILED, Reason.AUDIT_UNAVAILABLE, unavailable.getMessage());
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      fail(Ending.FAILED, Reason.CONTROL_FAILED, failure.getClass().getSimpleName());
    }
  }

  private void judge(Request received, Upstream upstream)
      throws InterruptedException, AuditTrail.AuditUnavailable {
    try {
      judge(open(received), upstream);
    } catch (Carried.Invalid invalid) {
      String why = String.valueOf(invalid.getMessage());
      act(
          new Judgement.Refused<>(Reason.STATE_INVALID, why, List.of()),
          new Round(received),
          upstream);
    }
  }

  /**
   * Charged before anything is unsealed, so that forged states cost their sender like any request;
   * one over its limits is left to the controls as it came, the first of which refuses it.
   */
  private Round open(Request received) throws Carried.Invalid {
    return steps.isWithinLimits(exchange, received)
        ? steps.carried().open(exchange, received)
        : new Round(received);
  }

  /**
   * A server that the user has not logged in at has shown him nothing yet: what nobody knows of it
   * now may be known then.
   */
  private void judge(Round round, Upstream upstream)
      throws InterruptedException, AuditTrail.AuditUnavailable {
    Exchange asked = exchange.asking(round.request());
    Judgement<ClientMessage> first = steps.guard().request(asked, round.request());
    if (!(first instanceof Judgement.Refused<ClientMessage> refused)
        || refused.reason() != Reason.UNKNOWN_DEFINITION) {
      act(first, round, upstream);
      return;
    }
    Optional<URI> login = upstream.login(asked);
    if (login.isPresent()) {
      steps.audit().decided(exchange, first);
      ask(asked, round, login.get());
      return;
    }
    boolean wasThere = OwnQuestion.LOGIN.answer(asked.asked()) == OwnQuestion.Answer.ACCEPTED;
    act(wasThere ? steps.guard().request(asked, round.request()) : first, round, upstream);
  }

  /** What a person said is part of the decision, so of its record. */
  private void act(Judgement<ClientMessage> judgement, Round opened, Upstream upstream)
      throws InterruptedException, AuditTrail.AuditUnavailable {
    Settling.Settled settled = steps.approvals().settle(exchange, judgement, opened.approval());
    steps.audit().decided(exchange, settled.judgement());
    Round round = opened.with(settled.approval());
    switch (settled.judgement()) {
      case Judgement.Forward<ClientMessage> forward ->
          send((Request) forward.message(), round, upstream);
      case Judgement.NeedsApproval<ClientMessage> _ ->
          refuse(Ending.REFUSED, Reason.APPROVAL_REQUIRED, "");
      case Judgement.Refused<ClientMessage> _
          when settled.question().isPresent() && AskedApproval.canAsk(round.request()) ->
          ask(round, settled.question().get());
      case Judgement.Refused<ClientMessage> refused -> {
        Optional<ServerMessage> page =
            settled.page().flatMap(it -> AskedApproval.send(exchange, round.request(), it));
        if (page.isPresent()) {
          send(page.get(), round);
        } else {
          delivery.end(
              Ending.REFUSED,
              refused.detail(),
              Refusals.answer(exchange, refused.reason(), refused.told()));
        }
      }
    }
  }

  /** What the client says of the page is no answer, so the state of its retry asks for none. */
  private void send(ServerMessage toPage, Round round) throws InterruptedException {
    String why = Reason.APPROVAL_REQUIRED.wire();
    if (toPage instanceof InputRequired asks) {
      Round unanswered = round.with(Optional.empty());
      delivery.end(Ending.INPUT_REQUIRED, why, steps.carried().seal(exchange, unanswered, asks));
    } else {
      delivery.end(Ending.REFUSED, why, toPage);
    }
  }

  private void send(Request judged, Round round, Upstream upstream) throws InterruptedException {
    Exchange forwarded = exchange.asking(judged);
    WayBack back =
        new WayBack(steps.guard(), steps.carried(), exchange, forwarded, round, delivery);
    try {
      Request theirs = ConversationMark.without(OwnQuestion.without(judged));
      upstream.send(forwarded, theirs, back::judge);
      if (!delivery.hasEnded()) {
        fail(Ending.UPSTREAM_FAILED, Reason.UPSTREAM_FAILED, "no final answer");
      }
    } catch (CredentialMissing none) {
      missing(forwarded, round, none);
    } catch (UpstreamException | ProtocolException failure) {
      fail(Ending.UPSTREAM_FAILED, Reason.UPSTREAM_FAILED, failure.getMessage());
    }
  }

  /** Who can log in is told where; the answer to that is judged like any request. */
  private void missing(Exchange forwarded, Round round, CredentialMissing none)
      throws InterruptedException {
    if (none.login().isEmpty() || delivery.hasEnded()) {
      fail(Ending.CREDENTIAL_MISSING, Reason.UPSTREAM_CREDENTIAL_MISSING, none.getMessage());
      return;
    }
    ask(forwarded, round, none.login().get());
  }

  private void ask(Exchange asking, Round round, URI page) throws InterruptedException {
    ServerMessage question = AskedLogin.ask(asking, (Request) asking.asked(), page);
    String why = Reason.UPSTREAM_CREDENTIAL_MISSING.wire();
    if (question instanceof InputRequired asks) {
      delivery.end(Ending.INPUT_REQUIRED, why, steps.carried().seal(exchange, round.next(), asks));
    } else {
      delivery.end(Ending.CREDENTIAL_MISSING, why, question);
    }
  }

  /** A retry that answers begins no other round: the call has not begun. */
  private void ask(Round round, ApprovalDesk.Question whether) throws InterruptedException {
    InputRequired asks = AskedApproval.ask((Answerable) round.request(), whether);
    delivery.end(
        Ending.INPUT_REQUIRED,
        Reason.APPROVAL_REQUIRED.wire(),
        steps.carried().seal(exchange, round, asks));
  }

  /** Whatever fails on a thread that was interrupted, the interrupt comes first. */
  private void fail(Ending how, Reason reason, @Nullable String why) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    refuse(how, reason, why);
  }

  private void refuse(Ending how, Reason reason, @Nullable String why) throws InterruptedException {
    String said = why == null ? reason.wire() : why;
    delivery.end(how, said, Refusals.answer(exchange, reason, said));
  }
}
