package io.portreeve.gateway.config;

/** Whether an agent fixes its tools before it reads any data; from strict to lenient. */
public enum Planning {
  /** It does, and its user looks at the plan first. */
  SHOWN,
  /** It does. */
  ON,
  /** It does not. */
  OFF
}
