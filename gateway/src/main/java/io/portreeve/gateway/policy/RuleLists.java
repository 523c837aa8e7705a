package io.portreeve.gateway.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Some of the rules, in the order of the file. */
record RuleLists<R>(List<R> allow, List<R> deny, List<R> approve) {
  RuleLists<R> only(Predicate<R> kept) {
    return some(rule -> Optional.of(rule).filter(kept));
  }

  /** What is made of those of which anything is. */
  <S> RuleLists<S> some(Function<R, Optional<S>> made) {
    return new RuleLists<>(some(allow, made), some(deny, made), some(approve, made));
  }

  private static <R, S> List<S> some(List<R> rules, Function<R, Optional<S>> made) {
    return rules.stream().map(made).flatMap(Optional::stream).toList();
  }

  int size() {
    return allow.size() + deny.size() + approve.size();
  }

  Stream<R> all() {
    return Stream.of(allow, deny, approve).flatMap(List::stream);
  }
}
