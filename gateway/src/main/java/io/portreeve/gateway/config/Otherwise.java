package io.portreeve.gateway.config;

/** What becomes of a call that may not go through by itself. From strong to weak. */
public enum Otherwise {
  /** It is refused. */
  DENY,
  /** A person is asked. */
  ASK
}
