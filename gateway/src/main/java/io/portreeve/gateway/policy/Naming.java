package io.portreeve.gateway.policy;

import io.portreeve.guard.Subject;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rules that name a thing: most rules name others. It is kept which do; callers choose names,
 * and none that they choose makes a look take longer than among a few.
 */
final class Naming {
  /**
   * Of so many things it is kept which rules name them: of all that a server may define. Callers
   * may invent more, and longer names than anybody needs.
   */
  static final int MOST_THINGS = 20_000;

  /** So many times in all a rule is kept with a thing that it names: some 20 MiB. */
  static final int MOST_NAMED = 1_000_000;

  private static final int LONGEST_NAME = 256;

  private final RuleLists<Rule> rules;
  private final Map<Thing, RuleLists<Rule.Named>> known = new ConcurrentHashMap<>();
  private final AtomicInteger named = new AtomicInteger();

  Naming(RuleLists<Rule> rules) {
    this.rules = rules;
  }

  /** What {@link Subject} is, in an order: where hashes are alike the map searches by that. */
  record Thing(int kind, String server, String name) implements Comparable<Thing> {
    private static final Comparator<Thing> ORDER =
        Comparator.comparing(Thing::name)
            .thenComparing(Thing::server)
            .thenComparingInt(Thing::kind);

    static Thing of(Facts facts) {
      Subject subject = facts.subject();
      int kind =
          switch (subject) {
            case Subject.OfTool _ -> 0;
            case Subject.OfPrompt _ -> 1;
            case Subject.OfResource _ -> 2;
          };
      return new Thing(kind, subject.server().value(), facts.name());
    }

    @Override
    public int compareTo(Thing other) {
      return ORDER.compare(this, other);
    }
  }

  /** Those that name what this is about. */
  RuleLists<Rule.Named> of(Facts facts) {
    if (facts.name().length() > LONGEST_NAME) {
      return found(facts);
    }
    Thing thing = Thing.of(facts);
    RuleLists<Rule.Named> before = known.get(thing);
    if (before != null) {
      return before;
    }
    RuleLists<Rule.Named> found = found(facts);
    if (known.size() >= MOST_THINGS || named.get() > MOST_NAMED - found.size()) {
      known.clear(); // what is used will be back
      named.set(0);
    }
    if (known.put(thing, found) == null) {
      named.addAndGet(found.size());
    }
    return found;
  }

  private RuleLists<Rule.Named> found(Facts facts) {
    return rules.some(rule -> rule.naming(facts));
  }

  /** Of how many things it is kept now. */
  int known() {
    return known.size();
  }
}
