package io.portreeve.gateway.scan.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings as they come, each once, of which no flood hides another: of each kind (the same server,
 * rule and severity) the first are kept, and that there are more is a finding itself, as bad as
 * they are. May be asked while it is added to.
 */
public final class Gathered {
  /** So many of one kind are kept. */
  public static final int MOST_OF_A_KIND = 200;

  /** The rule of the finding that says that there are more; its subject is the rule of those. */
  public static final String MORE = "more-findings";

  private final Rule more = RuleBook.CONFIGURATION.rule(MORE);
  private final Map<Kind, Map<String, Finding>> kinds = new LinkedHashMap<>();

  private record Kind(String server, String rule, Severity severity) {}

  /** Keeps it, or that there was one more of its kind. */
  public synchronized void add(Finding finding) {
    Kind kind = new Kind(finding.server(), finding.rule().id(), finding.severity());
    Map<String, Finding> kept = kinds.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
    if (kept.size() < MOST_OF_A_KIND) {
      kept.putIfAbsent(finding.id(), finding);
    } else if (kept.size() == MOST_OF_A_KIND && !kept.containsKey(finding.id())) {
      Finding further = more(finding);
      kept.put(further.id(), further);
    }
  }

  /** All that are kept so far. */
  public synchronized List<Finding> all() {
    var all = new ArrayList<Finding>();
    kinds.values().forEach(kept -> all.addAll(kept.values()));
    return all;
  }

  private Finding more(Finding one) {
    return new Finding(
        more.as(one.severity()),
        one.server(),
        one.rule().id(),
        "of severity " + one.severity().word() + ", only " + MOST_OF_A_KIND + " are told");
  }
}
