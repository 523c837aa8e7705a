package io.portreeve.mcp.json;

/** The JSON literal {@code null}: a value that is there, unlike a member that is absent. */
public enum JsonNull implements Json {
  NULL;

  @Override
  public void writeTo(JsonWriter out) {
    out.ascii("null");
  }

  @Override
  public String toString() {
    return "null";
  }
}
