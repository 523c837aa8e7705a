package io.portreeve.guard;

/** Who may learn it. */
public enum Confidentiality {
  PUBLIC,
  PRIVATE;

  /** The stricter of both: what was mixed with private data is private. */
  public Confidentiality join(Confidentiality other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
