package io.portreeve.mcp.json;

/**
 * Writes the members of one object straight as text, for an object that nobody looks at before it
 * is written; as {@link Json#toLine()} would have it. Whoever writes it gives each name once. Not
 * for use by several threads.
 */
public final class JsonObjectWriter {
  private static final byte[] NOTHING = {};

  private final JsonWriter out;
  private char before = '{';

  /** An object without members so far, with room for so many bytes before it has to grow. */
  public JsonObjectWriter(int room) {
    this.out = JsonWriter.line(room);
  }

  /**
   * Writes a string.
   *
   * @throws IllegalArgumentException for text that is not well-formed Unicode
   */
  public JsonObjectWriter put(String name, String value) {
    return put(name, JsonString.of(value));
  }

  /** Writes an integer. */
  public JsonObjectWriter put(String name, long value) {
    return put(name, JsonNumber.of(value));
  }

  /** Writes a value; what was received, as it was received. */
  public JsonObjectWriter put(String name, Json value) {
    out.punctuation(before);
    before = ',';
    JsonString.of(name).writeTo(out);
    out.punctuation(':');
    value.writeTo(out);
    return this;
  }

  /**
   * The text of the object with all that was put into it, between these: what it will stand in, so
   * that it need not be copied into that. Ends the writing.
   */
  public byte[] within(byte[] head, byte[] tail) {
    if (before == '{') {
      out.punctuation('{');
    }
    out.punctuation('}');
    return out.between(head, tail);
  }

  /** The text of the object alone. Ends the writing. */
  public byte[] finish() {
    return within(NOTHING, NOTHING);
  }
}
