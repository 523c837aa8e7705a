package io.portreeve.gateway.desk;

/** A file of a client that cannot be worked on: says what is wrong, and what to do. */
public final class ClientFileUnfit extends Exception {
  private static final long serialVersionUID = 1L;

  private final String fix;

  ClientFileUnfit(String what, String fix) {
    super(what, null, false, false);
    this.fix = fix;
  }

  /** What to do. */
  public String fix() {
    return fix;
  }
}
