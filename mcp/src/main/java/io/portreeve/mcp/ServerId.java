package io.portreeve.mcp;

/** The operator's name for an upstream server; never what the server says of itself. */
public record ServerId(String value) {
  /** What stands between an id and a name where clients see several servers; no id holds it. */
  public static final String NAME_SEPARATOR = "__";

  @Override
  public String toString() {
    return value;
  }
}
