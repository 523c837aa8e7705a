package io.portreeve.guard;

import java.util.List;

/** What one control said of one message; the audit keeps them in order. */
public record Decision(
    String control,
    Mitigation mitigation,
    Kind kind,
    Reason reason,
    String detail,
    List<Change> changes) {
  /** The verdict without its message. */
  public enum Kind {
    PASS,
    REWRITE,
    ASK,
    DENY
  }

  /** Of the two parts by which decisions mostly differ: they are looked up for each message. */
  @Override
  public int hashCode() {
    return 31 * control.hashCode() + reason.hashCode();
  }
}
