package io.portreeve.gateway.comparison;

import io.portreeve.gateway.replay.RecordedUse;
import io.portreeve.gateway.replay.RecordedUse.Was;
import io.portreeve.gateway.replay.Replayed;

/** What becomes of a recorded use when one configuration takes the place of another. */
public sealed interface Turn {
  /** The same. */
  record None() implements Turn {}

  /** It was allowed, with an approval or without, and is not. */
  record Denied(Replayed.Denied now) implements Turn {}

  /** It was denied, or an approval was asked for, and it is allowed. */
  record Allowed(Replayed.Allowed now) implements Turn {}

  /** It went on without an approval or was denied, and an approval is asked for. */
  record Asked(Replayed.Asked now) implements Turn {}

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
    Was before =
        switch (both.before().judge(use)) {
          case Replayed.Allowed _ -> Was.ALLOWED;
          case Replayed.Asked _ -> Was.ASKED;
          case Replayed.Denied _ -> Was.DENIED;
          case Replayed.Unknown _ -> use.was();
        };
    return switch (both.after().judge(use)) {
      case Replayed.Allowed now -> before == Was.ALLOWED ? new None() : new Allowed(now);
      case Replayed.Asked now -> before == Was.ASKED ? new None() : new Asked(now);
      case Replayed.Denied now -> before == Was.DENIED ? new None() : new Denied(now);
      case Replayed.Unknown(String rule) -> new Unknown(rule);
    };
  }
}
