package io.portreeve.gateway.comparison;

import io.portreeve.gateway.replay.RecordedUse;
import io.portreeve.gateway.replay.RecordedUse.Was;
import io.portreeve.gateway.replay.Replayed;

/** What becomes of a recorded use when one configuration takes the place of another. */
public sealed interface Turn {
  /** The same. */
  record None() implements Turn {}

  /** It was allowed, and is not. */
  record Denied(Replayed.Denied now) implements Turn {}

  /** It was denied, and is allowed. */
  record Allowed(Replayed.Allowed now) implements Turn {}

  /** It depends on what is not on record. */
  record Unknown(String rule) implements Turn {}

  /** Its server is in one of the two only, or in none. */
  record Elsewhere() implements Turn {}

  /** Where the rules before cannot be told either, what became of the use tells. */
  static Turn of(RecordedUse use, Comparison both) {
    if (!both.before().has(use.subject()) || !both.after().has(use.subject())) {
      return new Elsewhere();
    }
    if (both.before().saysTheSame(both.after(), use)) {
      return new None();
    }
    boolean allowed =
        switch (both.before().judge(use)) {
          case Replayed.Allowed _ -> true;
          case Replayed.Denied _ -> false;
          case Replayed.Unknown _ -> use.was() == Was.ALLOWED;
        };
    return switch (both.after().judge(use)) {
      case Replayed.Allowed now -> allowed ? new None() : new Allowed(now);
      case Replayed.Denied now -> allowed ? new Denied(now) : new None();
      case Replayed.Unknown(String rule) -> new Unknown(rule);
    };
  }
}
