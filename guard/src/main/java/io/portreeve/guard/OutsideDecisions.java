package io.portreeve.guard;

import io.portreeve.mcp.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Port: a decision point beside the policy, which is asked about uses that the policy allows. */
@FunctionalInterface
public interface OutsideDecisions {
  /** What it says of these uses; whatever is not {@link Answer.Decided} allows none of them. */
  Answer ask(Exchange exchange, List<Use> uses);

  /** There is none: the policy decides alone. */
  static OutsideDecisions none() {
    return (_, uses) -> new Answer.Decided(Collections.nCopies(uses.size(), true));
  }

  /** A thing, and the arguments that it would be used with. */
  record Use(Subject thing, JsonObject arguments) {}

  /** What came of asking. */
  sealed interface Answer {
    /** Whether each of the uses is allowed, in their order. */
    record Decided(List<Boolean> allowed) implements Answer {
      public Decided {
        allowed = List.copyOf(allowed);
      }

      /** Those of these, one for each use that was asked about, of which it allowed the use. */
      public <T> List<T> allowed(List<T> asked) {
        return IntStream.range(0, Math.min(asked.size(), allowed.size()))
            .filter(allowed::get)
            .mapToObj(asked::get)
            .toList();
      }
    }

    /** There is no decision on one of the uses, or so many are not asked about. */
    record Undecided(Reason reason, String detail) implements Answer {}
  }
}
