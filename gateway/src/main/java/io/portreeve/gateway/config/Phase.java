package io.portreeve.gateway.config;

/** When a rule speaks. */
public enum Phase {
  /** Whether the caller learns that something exists. */
  DISCOVER,
  /** Whether the caller may use it, with these arguments. */
  CALL
}
