package io.portreeve.gateway.scan;

import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a scan found.
 *
 * @param looked what was looked at
 * @param findings the worst first, each once
 * @param untold how many more there are
 */
public record ScanResult(List<String> looked, List<Finding> findings, int untold) {
  public ScanResult {
    looked = List.copyOf(looked);
    findings = List.copyOf(findings);
  }

  /** Without the findings that somebody accepted. */
  public ScanResult without(Predicate<Finding> accepted) {
    return new ScanResult(looked, findings.stream().filter(accepted.negate()).toList(), untold);
  }

  /** Whether one of them is as bad as this, or worse. */
  public boolean reaches(Severity least) {
    return untold > 0 || findings.stream().anyMatch(one -> one.severity().compareTo(least) >= 0);
  }

  /** How it is reported. */
  public JsonObject json() {
    return JsonObject.empty()
        .with("looked", JsonArray.ofStrings(looked))
        .with("findings", JsonArray.of(findings.stream().map(Finding::json).toList()))
        .with("untold", untold);
  }
}
