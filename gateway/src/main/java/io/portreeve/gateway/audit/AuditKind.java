package io.portreeve.gateway.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a record is about. */
public enum AuditKind {
  /** A message was judged, before it went on. */
  DECISION,
  /** What came of an exchange. */
  OUTCOME,
  /** A message was refused before there was an exchange. */
  REFUSAL,
  /** Something happened to the gateway or the journal itself. */
  EVENT,
  /** A signature over all that came before; only the journal writes these. */
  CHECKPOINT;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /** How the kind is written in a record. */
  public String wire() {
    return wire;
  }

  static Optional<AuditKind> ofWire(String wire) {
    return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
  }
}
