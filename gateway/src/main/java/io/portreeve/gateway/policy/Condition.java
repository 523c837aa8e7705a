package io.portreeve.gateway.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

/** A compiled condition, and whether it looks at arguments. */
record Condition(CelRuntime.Program program, boolean readsArguments) {
  /** What became of an evaluation. */
  enum Outcome {
    HOLDS,
    FAILS,
    ERROR
  }

  /** An absent member, a wrong type and a loop without end all are errors, never "fails". */
  Outcome evaluate(Facts facts) {
    try {
      return Boolean.TRUE.equals(program.eval(facts::find)) ? Outcome.HOLDS : Outcome.FAILS;
    } catch (CelEvaluationException | RuntimeException error) {
      return Outcome.ERROR;
    }
  }
}
