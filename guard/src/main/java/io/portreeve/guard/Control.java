package io.portreeve.guard;

/** A judge of messages. It returns a verdict and does nothing else. */
public sealed interface Control permits ConnectionControl, RequestControl, ResponseControl {
  /** Which mitigation of the threat model it is. */
  Mitigation mitigates();

  /** How audit, explain and the coverage matrix call it. */
  default String name() {
    return getClass().getSimpleName();
  }
}
