package io.portreeve.gateway.policy;

import io.portreeve.guard.Subject;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rules that target a thing: most rules target others. It is kept which do; callers choose
 * names, and none that they choose makes a look take longer than among a few.
 */
final class RuleIndex {
  /**
   * Of so many things it is kept which rules target them: of all that a server may define. Callers
   * may invent more, and longer names than anybody needs.
   */
  static final int MOST_KEYS = 20_000;

  /** So many times in all a rule is kept with a thing that it targets: some 20 MiB. */
  static final int MOST_ENTRIES = 1_000_000;

  private static final int LONGEST_NAME = 256;

  private final RuleLists<Rule> rules;
  private final Map<Key, RuleLists<Rule.Targeting>> known = new ConcurrentHashMap<>();
  private final AtomicInteger entries = new AtomicInteger();

  RuleIndex(RuleLists<Rule> rules) {
    this.rules = rules;
  }

  /** What {@link Subject} is, in an order: where hashes are alike the map searches by that. */
  record Key(int kind, String server, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::name).thenComparing(Key::server).thenComparingInt(Key::kind);

    static Key of(Facts facts) {
      Subject subject = facts.subject();
      int kind =
          switch (subject) {
            case Subject.OfTool _ -> 0;
            case Subject.OfPrompt _ -> 1;
            case Subject.OfResource _ -> 2;
          };
      return new Key(kind, subject.server().value(), facts.name());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Those that target what this is about. */
  RuleLists<Rule.Targeting> of(Facts facts) {
    if (facts.name().length() > LONGEST_NAME) {
      return found(facts);
    }
    Key key = Key.of(facts);
    RuleLists<Rule.Targeting> before = known.get(key);
    if (before != null) {
      return before;
    }
    RuleLists<Rule.Targeting> found = found(facts);
    if (known.size() >= MOST_KEYS || entries.get() > MOST_ENTRIES - found.size()) {
      known.clear(); // what is used will be back
      entries.set(0);
    }
    if (known.put(key, found) == null) {
      entries.addAndGet(found.size());
    }
    return found;
  }

  private RuleLists<Rule.Targeting> found(Facts facts) {
    return rules.some(rule -> rule.targeting(facts));
  }

  /** Of how many things it is kept now. */
  int known() {
    return known.size();
  }
}
