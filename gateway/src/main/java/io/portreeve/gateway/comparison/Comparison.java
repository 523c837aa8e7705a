package io.portreeve.gateway.comparison;

import io.portreeve.gateway.comparison.RuleChange.How;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.DecisionPointSettings;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.store.PinName;
import io.portreeve.guard.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What changes when one configuration takes the place of another. */
public record Comparison(Side before, Side after) {
  /** Each rule, and each thing that rules go by, that is not what it was, by name. */
  public List<RuleChange> rules() {
    PolicySettings was = before.policy();
    PolicySettings is = after.policy();
    List<RuleChange> all = new ArrayList<>();
    changes(
        "labels",
        labelled(before.configuration()),
        labelled(after.configuration()),
        Comparison::differing,
        all);
    changes("object", was.objects(), is.objects(), (_, _) -> List.of(), all);
    changes("allow", byName(was.allow()), byName(is.allow()), RuleSettings::differing, all);
    changes("deny", byName(was.deny()), byName(is.deny()), RuleSettings::differing, all);
    changes("approve", byName(was.approve()), byName(is.approve()), RuleSettings::differing, all);
    changes(
        "decision-point",
        byAddress(was.decisionPoint()),
        byAddress(is.decisionPoint()),
        (_, _) -> List.of(),
        all);
    return List.copyOf(all);
  }

  /** Rules go by them, and a server that has none is like one that is not there. */
  private static Map<String, Map<String, String>> labelled(Configuration configuration) {
    Map<String, Map<String, String>> all = new TreeMap<>(configuration.labels());
    all.values().removeIf(Map::isEmpty);
    return all;
  }

  private static List<String> differing(Map<String, String> was, Map<String, String> is) {
    return union(was.keySet(), is.keySet()).stream()
        .filter(label -> !Objects.equals(was.get(label), is.get(label)))
        .sorted()
        .toList();
  }

  private static Map<String, DecisionPointSettings> byAddress(
      Optional<DecisionPointSettings> point) {
    return point.map(one -> Map.of(one.url().toString(), one)).orElse(Map.of());
  }

  private static Map<String, RuleSettings> byName(List<RuleSettings> rules) {
    Map<String, RuleSettings> all = new LinkedHashMap<>();
    rules.forEach(rule -> all.put(rule.name(), rule));
    return all;
  }

  private static <T> void changes(
      String what,
      Map<String, T> was,
      Map<String, T> is,
      BiFunction<T, T, List<String>> keys,
      List<RuleChange> into) {
    union(was.keySet(), is.keySet())
        .forEach(name -> {
          Optional<T> old = Optional.ofNullable(was.get(name));
          Optional<T> now = Optional.ofNullable(is.get(name));
          if (old.isPresent() && now.isPresent()) {
            if (!old.equals(now)) {
              into.add(new RuleChange(what, name, How.CHANGED, keys.apply(old.get(), now.get())));
            }
          } else {
            into.add(new RuleChange(what, name, now.isPresent() ? How.NEW : How.GONE, List.of()));
          }
        });
  }

  private static Set<String> union(Collection<String> some, Collection<String> others) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return all;
  }

  /**
   * Who may use what otherwise, of all that is known: whoever the configurations and the keys tell
   * of, and what servers were seen to have or rules name.
   */
  public List<AccessChange> access(List<Caller> keys, Collection<PinName> seen) {
    Set<String> roles =
        Stream.of(before, after)
            .flatMap(side -> Callers.roles(side.policy()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, Caller> were = Callers.of(before.configuration(), roles, keys);
    Map<String, Caller> are = Callers.of(after.configuration(), roles, keys);
    Set<Subject> things = things(seen);
    return union(were.keySet(), are.keySet()).stream()
        .flatMap(name ->
            things.stream()
                .map(thing ->
                    new AccessChange(
                        name,
                        thing,
                        access(before, Optional.ofNullable(were.get(name)), thing),
                        access(after, Optional.ofNullable(are.get(name)), thing))))
        .filter(change -> change.before() != change.after())
        .toList();
  }

  private Set<Subject> things(Collection<PinName> seen) {
    return Stream.of(
            KnownThings.seen(seen),
            KnownThings.named(before.configuration()),
            KnownThings.named(after.configuration()))
        .flatMap(some -> some)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whom a configuration does not know may do nothing. */
  private static Access access(Side side, Optional<Caller> caller, Subject thing) {
    return caller.map(one -> side.access(one, thing)).orElse(Access.NO);
  }
}
