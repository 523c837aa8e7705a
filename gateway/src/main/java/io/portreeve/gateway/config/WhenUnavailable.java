package io.portreeve.gateway.config;

/** What becomes of a message on which a classifier gives no opinion. From strict to lenient. */
public enum WhenUnavailable {
  /** It is refused, where its server's {@code guardrails} refuse anything. */
  BLOCK,
  /** It goes on, and is on record. */
  ALERT
}
