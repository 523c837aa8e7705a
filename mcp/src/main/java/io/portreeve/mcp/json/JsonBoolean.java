package io.portreeve.mcp.json;

/** The JSON literals {@code true} and {@code false}. */
public enum JsonBoolean implements Json {
  TRUE,
  FALSE;

  /** The literal for {@code value}. */
  public static JsonBoolean of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** Whether this is the literal {@code true}. */
  public boolean value() {
    return this == TRUE;
  }

  @Override
  public void writeTo(JsonWriter out) {
    out.ascii(toString());
  }

  @Override
  public String toString() {
    return this == TRUE ? "true" : "false";
  }
}
