package io.portreeve.guard;

/** Whose approval a call needs. From strong to weak. */
public enum Approver {
  /**
   * Of two people, neither of whom asked for it: as of the operator, and one word is not enough.
   */
  TWO_OPERATORS,
  /** Of whoever runs the gateway, by command: nothing that passes through the client counts. */
  OPERATOR,
  /** Of the user, on a page of ours: nothing that passes through the client counts. */
  PAGE,
  /** Of the user, whom the client asks; of the operator where the client cannot ask. */
  USER;

  /** The one whose word is good for both. */
  public Approver stricter(Approver other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
