package io.portreeve.mcp.json;

import org.jspecify.annotations.Nullable;

/** A JSON string: always well-formed Unicode, decoded when first asked for. */
public final class JsonString implements Json {
  private final @Nullable Tape tape;
  private final int cell;
  private @Nullable String value;

  /** Whether it was built of characters that are written as they are. */
  private final boolean literal;

  JsonString(Tape tape, int cell) {
    this.tape = tape;
    this.cell = cell;
    this.literal = false;
  }

  private JsonString(String value, boolean literal) {
    this.tape = null;
    this.cell = 0;
    this.value = value;
    this.literal = literal;
  }

  /**
   * A string of this text.
   *
   * @throws IllegalArgumentException if {@code value} holds a lone surrogate, which no UTF-8 text
   *     can carry: it is refused here, near whoever cut a pair in two, not by the peer
   */
  public static JsonString of(String value) {
    boolean literal = JsonWriter.isLiteral(value);
    if (!literal) {
      refuseLoneSurrogate(value);
    }
    return new JsonString(value, literal);
  }

  private static void refuseLoneSurrogate(String value) {
    int length = value.length();
    for (int i = 0; i < length; i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(value.codePointAt(i))) {
          throw new IllegalArgumentException("a string with a lone surrogate");
        }
        i++;
      }
    }
  }

  /** The decoded text. */
  public String value() {
    String known = value;
    if (known == null) {
      // Only a string without a value has a tape; racing threads decode the same text.
      known = tape == null ? "" : tape.text(cell);
      value = known;
    }
    return known;
  }

  /** Whether a character is printable ASCII, TAB or LF: nothing that hides, or that acts. */
  static boolean isPlain(char c) {
    return c <= '~' && (c >= ' ' || c == '\n' || c == '\t');
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether all its characters are plain; a received text is not decoded. */
  boolean isPlain() {
    return tape != null ? tape.plain(cell) : isPlain(value());
  }

  /** Whether the text is {@code other}; decodes only if it must. */
  boolean is(String other) {
    if (value == null && tape != null) {
      return tape.named(cell, other);
    }
    return value().equals(other);
  }

  /** Appends with the fewest escapes, whatever escapes were received. */
  void writeFewestEscapes(JsonWriter out) {
    if (tape != null && tape.unescaped(cell)) {
      tape.write(cell, out);
    } else {
      out.string(value());
    }
  }

  @Override
  public void writeTo(JsonWriter out) {
    if (tape != null) {
      tape.write(cell, out);
    } else if (literal) {
      out.literal(value());
    } else {
      out.string(value());
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonString string && string.value().equals(value());
  }

  @Override
  public int hashCode() {
    return value().hashCode();
  }

  @Override
  public String toString() {
    return JsonWriter.text(this);
  }
}
