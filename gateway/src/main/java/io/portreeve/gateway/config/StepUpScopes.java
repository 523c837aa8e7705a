package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Check;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Strength;
import java.util.List;
import java.util.function.Function;

/** What a server may have added to the scopes that tokens of its users have at first. */
final class StepUpScopes {
  private StepUpScopes() {}

  static <R> Key<R, List<String>> key(Function<R, List<String>> of) {
    return Key.of(
        "step-up-scopes",
        Forms.list(Scalars.scope()),
        List.of(),
        of,
        Strength.moreIsWeaker(),
        "What is asked for besides `scopes` once the server says that a call needs it; absent,"
            + " nothing.");
  }

  /** There must be something that they are added to. */
  static <R> Check.Rule needs(Key<R, List<String>> first, Key<R, List<String>> more) {
    return (values, spot) -> {
      if (!values.get(more).isEmpty() && values.get(first).isEmpty()) {
        spot.at(more)
            .problem(
                "is given without `scopes`",
                "say in `scopes` what the tokens grant at first: it is asked for again beside these");
      }
    };
  }
}
