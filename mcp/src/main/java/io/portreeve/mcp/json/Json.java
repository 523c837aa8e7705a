package io.portreeve.mcp.json;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One valid, immutable JSON value (RFC 8259), either a view of bytes that were read or built here.
 *
 * <p>Equality is that of JSON values: numbers compare by what they are worth ({@code 1} equals
 * {@code 1.0}), objects without regard to the order of their members, strings by their decoded
 * text. A view keeps the whole message it came from in memory; to keep a small part for long, read
 * its {@link #toBytes()} anew.
 */
public sealed interface Json
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

  /** Appends this value: received parts as they were received, built parts without whitespace. */
  void writeTo(JsonWriter out);

  /**
   * The bytes that {@link #writeTo} appends, in a new array.
   *
   * <p>A received part may hold line breaks between its tokens: where a line break ends a message
   * (stdio, SSE), use {@link #toLine()}, or the sender decides where our messages end.
   */
  default byte[] toBytes() {
    JsonWriter out = JsonWriter.of(this, false);
    writeTo(out);
    return out.finish();
  }

  /**
   * The same bytes in parts, for whoever sends them off: of what is long and was received they are
   * views, and keep the whole message.
   */
  default List<ByteBuffer> toParts() {
    JsonWriter out = JsonWriter.inParts();
    writeTo(out);
    return out.parts();
  }

  /**
   * Like {@link #toBytes()}, but free of CR and LF: those that stood between tokens become spaces,
   * and inside strings none can stand (they are escaped there, or the text was refused).
   */
  default byte[] toLine() {
    JsonWriter out = JsonWriter.of(this, true);
    writeTo(out);
    return out.finish();
  }

  /** The JSON text of this value, as {@link #toBytes()} has it. */
  @Override
  String toString();
}
