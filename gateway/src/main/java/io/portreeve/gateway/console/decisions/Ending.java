package io.portreeve.gateway.console.decisions;

/** What became of a message, in one word. */
public enum Ending {
  /** It went on, as far as is known. */
  FORWARDED,
  /** A person has to say yes first. */
  NEEDS_APPROVAL,
  /** It was refused. */
  REFUSED,
  /** It went on, and the answer was refused. */
  WITHHELD,
  /** It went on, and the server gave no answer that could be used. */
  FAILED
}
