package io.portreeve.mcp.json;

/**
 * One member of an object.
 *
 * @param label the name as a string value, decoded when first asked for
 * @param value what the name stands for
 */
public record JsonMember(JsonString label, Json value) {
  /** A member built here. */
  public static JsonMember of(String name, Json value) {
    return new JsonMember(JsonString.of(name), value);
  }

  /** The decoded name. */
  public String name() {
    return label.value();
  }
}
