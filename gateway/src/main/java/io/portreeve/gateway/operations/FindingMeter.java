package io.portreeve.gateway.operations;

import io.portreeve.gateway.metrics.MetricFamily;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What scans found. Of each server, and of Portreeve itself under an empty name. */
public final class FindingMeter {
  private static final String OURSELVES = "";

  private final Map<String, Of> servers = new TreeMap<>(Map.of(OURSELVES, new Of()));
  private Set<String> known = Set.of();
  private Optional<Instant> last = Optional.empty();

  FindingMeter() {}

  /** What was found of one. */
  private static final class Of {
    private final Map<Severity, Integer> now = new EnumMap<>(Severity.class);
    private final Map<Severity, Long> fresh = new EnumMap<>(Severity.class);

    private static <N extends Number> void write(
        MetricFamily family, String server, Map<Severity, N> counts) {
      for (Severity severity : Severity.values()) {
        Number count = counts.get(severity);
        family.sample(
            count == null ? 0 : count.longValue(), "server", server, "severity", severity.word());
      }
    }
  }

  synchronized void serving(Collection<String> ids) {
    servers.keySet().removeIf(id -> !id.equals(OURSELVES) && !ids.contains(id));
    ids.forEach(id -> servers.computeIfAbsent(id, _ -> new Of()));
  }

  /**
   * A scan ended, and these are the findings that nobody accepted. One is new unless the scan
   * before had it, also if that was one of another configuration.
   */
  public synchronized void found(Collection<Finding> all, Instant at) {
    Set<String> ids = new HashSet<>();
    servers.values().forEach(one -> one.now.clear());
    for (Finding one : all) {
      Of of = servers.get(one.server());
      if (of != null && ids.add(one.id())) {
        of.now.merge(one.severity(), 1, Integer::sum);
        if (!known.contains(one.id())) {
          of.fresh.merge(one.severity(), 1L, Long::sum);
        }
      }
    }
    known = ids;
    last = Optional.of(at);
  }

  /** When the last scan ended; empty if none did yet. */
  public synchronized Optional<Instant> ended() {
    return last;
  }

  synchronized void measure(MetricsPage page) {
    MetricFamily now =
        page.gauge("portreeve_findings", "Findings of the last scan that nobody accepted");
    servers.forEach((id, of) -> Of.write(now, id, of.now));
    MetricFamily fresh =
        page.counter("portreeve_findings_new", "Findings that the scan before did not have");
    servers.forEach((id, of) -> Of.write(fresh, id, of.fresh));
    MetricFamily ended =
        page.gauge("portreeve_scan_end_timestamp_seconds", "When the last scan ended");
    last.ifPresent(at -> ended.sample(at.toEpochMilli() / 1e3));
  }
}
