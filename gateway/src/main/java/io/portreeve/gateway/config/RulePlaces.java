package io.portreeve.gateway.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where rules of a policy are written, by the keys that lead there from the root of its file. */
public record RulePlaces(PolicySettings policy) {
  /** Those of the rule of this name; empty if there is none. */
  public Optional<List<String>> of(String name) {
    return Stream.of(
            place("allow", policy.allow(), name),
            place("deny", policy.deny(), name),
            place("approve", policy.approve(), name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<List<String>> place(
      String effect, List<RuleSettings> rules, String name) {
    return IntStream.range(0, rules.size())
        .filter(at -> rules.get(at).name().equals(name))
        .mapToObj(at -> List.of("policy", effect, String.valueOf(at)))
        .findFirst();
  }
}
