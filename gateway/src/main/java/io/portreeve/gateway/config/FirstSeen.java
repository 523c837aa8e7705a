package io.portreeve.gateway.config;

/** What becomes of a definition that was never seen before; from strong to weak. */
public enum FirstSeen {
  /** It is hidden until somebody approves it. */
  QUARANTINE,
  /** It is approved as it is, and every later change is quarantined. */
  APPROVE
}
