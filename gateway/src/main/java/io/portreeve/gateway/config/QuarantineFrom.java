package io.portreeve.gateway.config;

/** From which severity of a finding on a definition is quarantined; from strong to weak. */
public enum QuarantineFrom {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL,
  /** Findings are told only. */
  NEVER
}
