package io.portreeve.gateway.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.PartialVars;
import io.portreeve.gateway.config.form.Expression;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A compiled condition, and the arguments that it looks at; the same as another of its text. */
record Condition(
    String text, CelAbstractSyntaxTree tree, CelRuntime.Program program, ArgumentNames reads)
    implements Expression {
  @Override
  public boolean equals(Object other) {
    return other instanceof Condition one && one.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** What became of an evaluation. */
  enum Outcome {
    HOLDS,
    FAILS,
    ERROR,
    /** It depends on what is not known of the message. */
    UNKNOWN
  }

  boolean readsArguments() {
    return !reads.areNone();
  }

  /** What it compares with a value that is never so; empty: nothing. */
  Optional<String> never(Map<String, List<String>> values) {
    return KnownValues.fault(tree, values);
  }

  /** An absent member, a wrong type and a loop without end all are errors, never "fails". */
  Outcome evaluate(Facts facts) {
    try {
      CelVariableResolver known = facts.to(reads);
      Object value =
          facts.gaps().isEmpty()
              ? program.eval(known)
              : program.eval(PartialVars.of(known, facts.gaps().patterns()));
      if (value instanceof CelUnknownSet) {
        return Outcome.UNKNOWN;
      }
      return Boolean.TRUE.equals(value) ? Outcome.HOLDS : Outcome.FAILS;
    } catch (CelEvaluationException | RuntimeException error) {
      return Outcome.ERROR;
    }
  }
}
