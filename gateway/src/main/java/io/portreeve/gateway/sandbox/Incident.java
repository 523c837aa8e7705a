package io.portreeve.gateway.sandbox;

import io.portreeve.guard.Reason;

/**
 * Something that a confined program tried, or used up, and was kept from.
 *
 * @param reason {@link Reason#SANDBOX_REFUSED} or {@link Reason#SANDBOX_EXHAUSTED}
 * @param detail for the operator, in one line; names in it may be the program's own choice
 */
public record Incident(Reason reason, String detail) {
  static Incident refused(String detail) {
    return new Incident(Reason.SANDBOX_REFUSED, detail);
  }

  static Incident exhausted(String detail) {
    return new Incident(Reason.SANDBOX_EXHAUSTED, detail);
  }
}
