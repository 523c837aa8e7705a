package io.portreeve.gateway.replay;

/** What became of a use, or would have. */
public enum Verdict {
  ALLOWED,
  DENIED,
  /** It depends on what the record does not hold. */
  UNKNOWN
}
