package io.portreeve.mcp;

/** The operator's name for an upstream server; never what the server says of itself. */
public record ServerId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
