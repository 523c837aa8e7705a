package io.portreeve.gateway.scan;

import io.portreeve.gateway.config.ScanSettings;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Gathered;
import io.portreeve.guard.ServerFindings;
import io.portreeve.mcp.ServerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Servers of which nothing may be used for what a scan found in their packages or their code. What
 * is held once stays held, whatever a later scan finds, since a program could mend its own files:
 * until somebody accepts the finding, or the gateway starts anew and its look can tell that it is
 * gone.
 */
public final class HeldServers implements ServerFindings {
  private final ScanSettings settings;
  private final Map<String, Set<String>> held = new ConcurrentHashMap<>();
  private volatile Set<String> accepted = Set.of();

  /** Nothing is held yet. */
  HeldServers(ScanSettings settings) {
    this.settings = settings;
  }

  /** From now on, these findings hold nothing. */
  void accept(Set<String> findings) {
    accepted = Set.copyOf(findings);
  }

  /**
   * Holds the servers that something bad enough was found in; those findings that were not known.
   */
  public List<Finding> take(List<Finding> found) {
    return found.stream().filter(this::isBadEnough).filter(this::hold).toList();
  }

  private boolean isBadEnough(Finding finding) {
    return !finding.server().isEmpty()
        && (settings.quarantineServers().isReachedBy(finding.severity())
            || settings.quarantineRules().contains(rule(finding)));
  }

  /** That there are more of a rule's findings than are told counts as one of them. */
  private static String rule(Finding finding) {
    String id = finding.rule().id();
    return id.equals(Gathered.MORE) ? finding.subject() : id;
  }

  private boolean hold(Finding finding) {
    return hold(finding.server(), finding.id());
  }

  private boolean hold(String server, String finding) {
    return held.computeIfAbsent(server, _ -> ConcurrentHashMap.newKeySet()).add(finding);
  }

  /** Holds a server for what was found in it before; those findings that were not known. */
  Set<String> restore(String server, Set<String> findings) {
    return findings.stream()
        .filter(finding -> hold(server, finding))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What it is held for, accepted or not. */
  Set<String> of(String server) {
    return Set.copyOf(held.getOrDefault(server, Set.of()));
  }

  @Override
  public Optional<String> holding(ServerId server) {
    Set<String> findings = held.getOrDefault(server.value(), Set.of());
    if (findings.isEmpty()) {
      return Optional.empty(); // asked for every message, and nearly always so
    }
    return findings.stream().filter(finding -> !accepted.contains(finding)).sorted().findFirst();
  }
}
