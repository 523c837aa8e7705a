package io.portreeve.gateway.config;

/** What becomes of arguments that a tool's schema does not name; from strong to weak. */
public enum UnknownProperties {
  /** The call is refused. */
  REFUSE,
  /** They are passed on, unless the schema itself forbids them. */
  KEEP
}
