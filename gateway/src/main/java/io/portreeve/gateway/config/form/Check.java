package io.portreeve.gateway.config.form;

import java.util.List;

/**
 * A rule between several keys of one section. It is asked only where each of those keys was read
 * without a problem; a rule that needs none sees what is written, right or wrong.
 *
 * @param needs the keys whose values the rule looks at
 */
public record Check(List<Key<?, ?>> needs, Rule rule) {
  public Check {
    needs = List.copyOf(needs);
  }

  /** Looks at values and reports what does not fit together. */
  @FunctionalInterface
  public interface Rule {
    void judge(Values values, Spot spot);
  }

  boolean ready(Values values) {
    return needs.stream().allMatch(key -> values.find(key).isPresent());
  }
}
