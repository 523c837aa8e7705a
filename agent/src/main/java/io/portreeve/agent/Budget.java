package io.portreeve.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What is left of what one turn of the user's may use; confined to it. */
final class Budget {
  private final Limits limits;
  private final InstantSource clock;
  private Instant deadline;
  private int rounds;
  private int uses;

  Budget(Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.deadline = clock.instant().plus(limits.time());
    this.rounds = limits.rounds();
    this.uses = limits.uses();
  }

  /** Takes one question to the model; what there is too little of, if there is. */
  Optional<Outcome.End> takeRound() {
    if (isLate()) {
      return Optional.of(Outcome.End.TIME);
    }
    return rounds-- > 0 ? Optional.empty() : Optional.of(Outcome.End.ROUNDS);
  }

  /** Takes one use of a tool, if there is one left. */
  boolean takeUse() {
    return uses-- > 0 && !isLate();
  }

  Limits limits() {
    return limits;
  }

  /** Asks a person, whose time does not count. */
  <T> T asking(Asking<T> question) throws InterruptedException {
    Instant before = clock.instant();
    try {
      return question.ask();
    } finally {
      deadline = deadline.plus(Duration.between(before, clock.instant()));
    }
  }

  /** What takes as long as a person takes. */
  @FunctionalInterface
  interface Asking<T> {
    T ask() throws InterruptedException;
  }

  private boolean isLate() {
    return clock.instant().isAfter(deadline);
  }
}
