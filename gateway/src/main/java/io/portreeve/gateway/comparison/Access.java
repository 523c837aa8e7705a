package io.portreeve.gateway.comparison;

/** Whether somebody may see and use a thing. */
public enum Access {
  NO("no"),
  /** Some messages of theirs: by their arguments, their time, the objects they name. */
  SOMETIMES("under conditions"),
  TWO_APPROVE("with the approval of two people"),
  OPERATOR_APPROVES("with the operator's approval"),
  USER_APPROVES("with the user's approval"),
  YES("yes");

  private final String word;

  Access(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
