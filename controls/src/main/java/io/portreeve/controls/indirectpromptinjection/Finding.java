package io.portreeve.controls.indirectpromptinjection;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.indirectpromptinjection.Classifier.Opinion;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import java.util.Optional;

/**
 * What was found so far of one message: of several suspicions a strong one before others, and of
 * opinions that are missing one that is needed before others.
 */
record Finding(Optional<Suspicion> suspicion, Optional<Opinion.Missing> missing) {
  static Finding of(Optional<Suspicion> detected) {
    return new Finding(detected, Optional.empty());
  }

  Finding and(Opinion opinion) {
    return switch (opinion) {
      case Opinion.Unsuspicious _ -> this;
      case Opinion.Suspected(Suspicion why) ->
          new Finding(
              suspicion.filter(_ -> isStrong() || !why.strong()).or(() -> Optional.of(why)),
              missing);
      case Opinion.Missing one ->
          new Finding(
              suspicion,
              missing.filter(known -> known.needed() || !one.needed()).or(() -> Optional.of(one)));
    };
  }

  boolean isStrong() {
    return suspicion.filter(Suspicion::strong).isPresent();
  }

  /** What becomes of the message where the clearest are refused. */
  <M> Verdict<M> blocking(Reason suspicious, Reason unclassified) {
    Optional<Verdict<M>> refused =
        suspicion.filter(Suspicion::strong).map(why -> deny(suspicious, why.sign()));
    return refused
        .or(() -> missing.filter(Opinion.Missing::needed).map(one -> deny(unclassified, one.who())))
        .orElseGet(this::telling);
  }

  /** What becomes of it where it goes on in any case. */
  <M> Verdict<M> telling() {
    Optional<Verdict<M>> told = suspicion.map(why -> pass(Reason.INJECTION_SUSPECTED, why.sign()));
    return told.or(() -> missing.map(one -> pass(Reason.UNCLASSIFIED, one.who())))
        .orElseGet(() -> pass(Reason.UNSUSPICIOUS));
  }
}
