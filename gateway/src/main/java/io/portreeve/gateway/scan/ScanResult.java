package io.portreeve.gateway.scan;

import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Gathered;
import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a scan found.
 *
 * @param looked what was looked at
 * @param findings the worst first, each once
 */
public record ScanResult(List<String> looked, List<Finding> findings) {
  public ScanResult {
    looked = List.copyOf(looked);
    findings = List.copyOf(findings);
  }

  /** This one and another, as one. */
  public ScanResult and(ScanResult other) {
    Map<String, Finding> all = new LinkedHashMap<>();
    Stream.of(findings, other.findings)
        .flatMap(List::stream)
        .sorted(Finding.ORDER)
        .forEach(one -> all.putIfAbsent(one.id(), one));
    return new ScanResult(
        Stream.of(looked, other.looked).flatMap(List::stream).toList(), List.copyOf(all.values()));
  }

  /** Without the findings that somebody accepted. */
  public ScanResult without(Predicate<Finding> accepted) {
    return new ScanResult(looked, findings.stream().filter(accepted.negate()).toList());
  }

  /** The servers of which not all could be looked at; an empty id stands for each. */
  public Set<String> notWhole() {
    return findings.stream()
        .filter(one -> one.rule().partial())
        .map(Finding::server)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a finding that was there before would be here, if it were still there. */
  boolean couldTell(Finding before) {
    Set<String> notWhole = notWhole();
    return !notWhole.contains(before.server())
        && !notWhole.contains("")
        && findings.stream()
            .filter(one -> one.rule().id().equals(Gathered.MORE))
            .noneMatch(one -> isOfKind(one, before));
  }

  private static boolean isOfKind(Finding more, Finding before) {
    return more.server().equals(before.server())
        && more.severity() == before.severity()
        && more.subject().equals(before.rule().id());
  }

  /** Whether one of them is as bad as this, or worse. */
  public boolean reaches(Severity least) {
    return findings.stream().anyMatch(one -> one.severity().compareTo(least) >= 0);
  }

  /** How it is reported. */
  public JsonObject json() {
    return JsonObject.empty()
        .with("looked", JsonArray.ofStrings(looked))
        .with("findings", JsonArray.of(findings.stream().map(Finding::json).toList()));
  }
}
