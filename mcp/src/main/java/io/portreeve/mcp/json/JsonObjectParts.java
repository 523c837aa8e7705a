package io.portreeve.mcp.json;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Like {@link JsonObjectWriter}, for an object that is sent off as {@link Json#toParts()} would
 * have it.
 */
public final class JsonObjectParts {
  private final JsonWriter text = JsonWriter.inParts();
  private final JsonObjectWriter object = new JsonObjectWriter(text);

  /** Writes a value; what was received, as it was received. */
  public JsonObjectParts put(String name, Json value) {
    var _ = object.put(name, value);
    return this;
  }

  /** The text of the object. Ends the writing. */
  public List<ByteBuffer> parts() {
    object.end();
    return text.parts();
  }
}
