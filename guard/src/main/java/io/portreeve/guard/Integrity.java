package io.portreeve.guard;

/** Whether what somebody wrote may decide what is done; {@code UNTRUSTED} is the taint. */
public enum Integrity {
  TRUSTED,
  UNTRUSTED;

  /** The worse of both: what was mixed with untrusted data is untrusted. */
  public Integrity join(Integrity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
