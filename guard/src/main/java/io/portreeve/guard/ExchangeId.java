package io.portreeve.guard;

/** Our own id of an exchange; a client's id is never used for it. */
public record ExchangeId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
