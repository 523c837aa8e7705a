package io.portreeve.gateway;

import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.scan.Told;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the operator was told, from one configuration to the next: a reload tells what it changed,
 * and not again what still holds.
 */
final class Briefing {
  private final InstantSource clock;
  private final Told findings = new Told();
  private final ToldVersions waiting = new ToldVersions();
  private final Map<String, Outage> outages = new HashMap<>();
  private final Map<String, Set<String>> lines = new HashMap<>();

  /** Nothing was told yet. */
  Briefing(InstantSource clock) {
    this.clock = clock;
  }

  /** What scans found. */
  Told findings() {
    return findings;
  }

  /** The versions of definitions that wait for a decision. */
  ToldVersions waiting() {
    return waiting;
  }

  /** Of the lines about this, those that were not among them when they were last told. */
  synchronized List<String> fresh(String about, List<String> all) {
    Set<String> before = lines.getOrDefault(about, Set.of());
    lines.put(about, Set.copyOf(all));
    return all.stream().filter(line -> !before.contains(line)).toList();
  }

  /** Tells these lines when it begins to fail and when it answers again; it may fail already. */
  synchronized Outage outage(String what, Outage.Lines told) {
    Outage before = outages.get(what);
    Outage now = before == null ? new Outage(what, clock, told) : before.telling(told);
    outages.put(what, now);
    return now;
  }
}
