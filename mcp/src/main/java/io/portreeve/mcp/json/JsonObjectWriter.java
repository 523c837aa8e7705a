package io.portreeve.mcp.json;

import java.nio.ByteBuffer;

/**
 * Writes the members of one object straight as text, for an object that nobody looks at before it
 * is written. Whoever writes it gives each name once. Not for use by several threads.
 */
public final class JsonObjectWriter {
  private static final byte[] NOTHING = {};

  /** What most stand in is not longer than this before them. */
  private static final int BEFORE = 160;

  private final JsonWriter out;
  private char before = '{';

  JsonObjectWriter(JsonWriter out) {
    this.out = out;
  }

  /**
   * An object without members so far, with room for so many bytes before it has to grow; written as
   * {@link Json#toLine()} would have it.
   */
  public JsonObjectWriter(int room) {
    this(JsonWriter.line(BEFORE, room));
  }

  /**
   * Writes a string.
   *
   * @throws IllegalArgumentException for text that is not well-formed Unicode; the object is then
   *     worth nothing
   */
  public JsonObjectWriter put(String name, String value) {
    name(name);
    out.string(value);
    return this;
  }

  /** Writes an integer. */
  public JsonObjectWriter put(String name, long value) {
    return put(name, JsonNumber.of(value));
  }

  /** Writes a value; what was received, as it was received. */
  public JsonObjectWriter put(String name, Json value) {
    name(name);
    value.writeTo(out);
    return this;
  }

  private void name(String name) {
    out.punctuation(before);
    before = ',';
    out.string(name);
    out.punctuation(':');
  }

  /**
   * The text of the object with all that was put into it, between these: what it will stand in, so
   * that it need not be copied into that. What is given is the whole text, and not a copy. Ends the
   * writing.
   */
  public ByteBuffer within(byte[] head, byte[] tail) {
    end();
    return out.between(head, tail);
  }

  void end() {
    if (before == '{') {
      out.punctuation('{');
    }
    out.punctuation('}');
  }

  /** The text of the object alone. Ends the writing. */
  public byte[] finish() {
    ByteBuffer text = within(NOTHING, NOTHING);
    byte[] bytes = new byte[text.remaining()];
    text.get(bytes);
    return bytes;
  }
}
