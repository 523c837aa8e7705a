package io.portreeve.gateway.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.PartialVars;

/** A compiled condition, and whether it looks at arguments. */
record Condition(CelRuntime.Program program, boolean readsArguments) {
  /** What became of an evaluation. */
  enum Outcome {
    HOLDS,
    FAILS,
    ERROR,
    /** It depends on what is not known of the message. */
    UNKNOWN
  }

  /** An absent member, a wrong type and a loop without end all are errors, never "fails". */
  Outcome evaluate(Facts facts) {
    try {
      Object value =
          facts.gaps().isEmpty()
              ? program.eval(facts::find)
              : program.eval(PartialVars.of(facts::find, facts.gaps().patterns()));
      if (value instanceof CelUnknownSet) {
        return Outcome.UNKNOWN;
      }
      return Boolean.TRUE.equals(value) ? Outcome.HOLDS : Outcome.FAILS;
    } catch (CelEvaluationException | RuntimeException error) {
      return Outcome.ERROR;
    }
  }
}
