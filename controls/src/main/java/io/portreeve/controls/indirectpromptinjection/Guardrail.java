package io.portreeve.controls.indirectpromptinjection;

/** What becomes of a message that looks like orders to a model; from strict to lenient. */
public enum Guardrail {
  /** It is refused where hardly any honest text looks so, and on record otherwise. */
  BLOCK,
  /** It goes on, and is on record. */
  ALERT,
  /** Nobody looks. */
  OFF
}
