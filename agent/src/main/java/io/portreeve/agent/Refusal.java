package io.portreeve.agent;

/** Who kept a call from being made. */
public enum Refusal {
  /** No such tool was offered to the model. */
  NOT_OFFERED,
  /** What the model wrote for its arguments cannot be read. */
  UNREADABLE,
  /** The model was cut off while it wrote the call. */
  CUT_OFF,
  /** The turn has used up what it may use. */
  LIMIT,
  /** Its arguments look like an order to a model, and are to be blocked then. */
  SUSPICIOUS,
  /** The gateway refused it, or nobody approved it. */
  GATEWAY
}
