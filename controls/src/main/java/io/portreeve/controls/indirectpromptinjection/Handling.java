package io.portreeve.controls.indirectpromptinjection;

/** What becomes of a message that holds something sensitive; from strict to lenient. */
public enum Handling {
  /** It is refused. */
  BLOCK,
  /** It goes on with a placeholder instead; where none can stand, it is refused. */
  REDACT,
  /** It goes on as it is, and is on record. */
  ALERT,
  /** Nobody looks. */
  OFF
}
