package io.portreeve.gateway.config;

import io.portreeve.gateway.scan.finding.Severity;

/** From which severity of a finding on something is quarantined; from strong to weak. */
public enum QuarantineFrom {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL,
  /** Findings are told only. */
  NEVER;

  /** Whether a finding of this severity is bad enough. */
  public boolean isReachedBy(Severity found) {
    return switch (this) {
      case LOW, MEDIUM, HIGH, CRITICAL -> found.compareTo(Severity.valueOf(name())) >= 0;
      case NEVER -> false;
    };
  }
}
