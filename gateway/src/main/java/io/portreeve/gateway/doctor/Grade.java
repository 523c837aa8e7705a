package io.portreeve.gateway.doctor;

import java.util.Collection;
import java.util.Comparator;

/** A mark for a threat, by the standing of its mitigations; the worst of them decides. */
public enum Grade {
  /** Every mitigation that is needed is on. */
  A,
  /** One is on in part. */
  B,
  /** One is off. */
  C,
  /** One is weakened. */
  D,
  /** One is open. */
  F;

  static Grade of(Collection<Standing> mitigations) {
    Standing worst = mitigations.stream().max(Comparator.naturalOrder()).orElse(Standing.ON);
    return switch (worst) {
      case NOT_NEEDED, ON -> A;
      case PARTLY -> B;
      case OFF -> C;
      case WEAKENED -> D;
      case OPEN -> F;
    };
  }

  static Grade worst(Collection<Grade> grades) {
    return grades.stream().max(Comparator.naturalOrder()).orElse(A);
  }
}
