package io.portreeve.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the verdicts on one message; what nobody passed is refused. */
final class Fold<M> {
  private final List<Decision> decisions;
  private M message;
  private Optional<Verdict.Ask<M>> question = Optional.empty();
  private Optional<Verdict.Deny<M>> refusal = Optional.empty();

  Fold(M message, int controls) {
    this.message = message;
    this.decisions = new ArrayList<>(controls);
  }

  M message() {
    return message;
  }

  /** Takes a verdict; true when no other can change the outcome. */
  boolean add(Seat<?> seat, Verdict<M> verdict) {
    decisions.add(seat.decision(verdict));
    switch (verdict) {
      case Verdict.Pass<M> _ -> {}
      case Verdict.Rewrite<M> rewrite -> message = rewrite.message();
      case Verdict.Ask<M> ask ->
          question = Optional.of(question.map(one -> both(one, ask)).orElse(ask));
      case Verdict.Deny<M> deny -> refusal = Optional.of(deny);
    }
    return refusal.isPresent();
  }

  /** The first question, put to whoever may answer both. */
  private static <M> Verdict.Ask<M> both(Verdict.Ask<M> one, Verdict.Ask<M> other) {
    Approver approver = one.approver().stricter(other.approver());
    return new Verdict.Ask<>(one.question(), one.reason(), approver);
  }

  Judgement<M> judgement() {
    List<Decision> said = List.copyOf(decisions);
    if (said.isEmpty()) {
      return new Judgement.Refused<>(Reason.CONTROL_FAILED, "no control is in force", said);
    }
    if (refusal.isPresent()) {
      Verdict.Deny<M> deny = refusal.get();
      return new Judgement.Refused<>(deny.reason(), deny.detail(), deny.told(), said);
    }
    if (question.isPresent()) {
      Verdict.Ask<M> ask = question.get();
      return new Judgement.NeedsApproval<>(
          message, ask.question(), ask.reason(), ask.approver(), said);
    }
    return new Judgement.Forward<>(message, said);
  }
}
