package io.portreeve.gateway.doctor;

import io.portreeve.gateway.config.form.Forms;

/** How it stands with a mitigation; from best to worst. */
public enum Standing {
  /** Nothing here needs it. */
  NOT_NEEDED,
  /** It is on. */
  ON,
  /** It is on, but not for all that it should be on for, or less than by default. */
  PARTLY,
  /** It has to be turned on, and was not. */
  OFF,
  /** An option gives it up, or something lies open that it relies on. */
  WEAKENED,
  /** Whoever comes gets past it. */
  OPEN;

  /** As it is shown. */
  public String word() {
    return Forms.word(this);
  }

  Standing worse(Standing other) {
    return compareTo(other) < 0 ? other : this;
  }
}
