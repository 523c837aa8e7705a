package io.portreeve.mcp.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects JSON text as UTF-8, or only its length, be it exact or what it is without escapes.
 *
 * <p>Strings are escaped as RFC 8785, section 3.2.2.2 has it: nothing is escaped that need not be.
 */
public final class JsonWriter {
  private static final byte[] NOTHING = {};

  /** What is built of a message mostly finds room in so many bytes. */
  private static final int FIRST = 512;

  private static final String HEX = "0123456789abcdef";

  /** What is longer is measured exactly: to grow would be to copy much. */
  private static final int LONG = 8 * 1024;

  /** What a character may become. */
  private static final int LONGEST_ESCAPE = 6;

  /**
   * What was received and is no shorter is not copied where parts are wanted: a part of its own
   * takes less than the room for its bytes.
   */
  private static final int PART = 256;

  /** With so many parts, the rest is copied: whoever sends them off takes memory for each. */
  static final int MANY_PARTS = 1024;

  private final boolean measuring;
  private final boolean guessing;
  private final boolean singleLine;
  private byte[] buffer;

  /** What {@link #between} may put before all that was written; empty but in a {@link #line}. */
  private int headroom;

  private int length;
  private @Nullable List<ByteBuffer> parts;
  private int cut;

  private enum Purpose {
    WRITING,
    MEASURING,
    /** Measuring as if no string had an escape or were wide: without a look at their characters. */
    GUESSING
  }

  private JsonWriter(Purpose purpose, boolean singleLine) {
    this.measuring = purpose != Purpose.WRITING;
    this.guessing = purpose == Purpose.GUESSING;
    this.singleLine = singleLine;
    this.buffer = NOTHING;
  }

  /** A writer that keeps received parts exactly as they were received. */
  static JsonWriter create() {
    return new JsonWriter(Purpose.WRITING, false);
  }

  /**
   * A writer with the room for {@code value}: mostly just that, since what grows is copied, and
   * what has room to spare is copied at the end.
   *
   * @param singleLine whether CR and LF between the tokens of a received part become spaces: for
   *     framings in which a line break ends a message
   */
  static JsonWriter of(Json value, boolean singleLine) {
    int guess = guess(value);
    JsonWriter out = new JsonWriter(Purpose.WRITING, singleLine);
    out.buffer = new byte[guess <= LONG ? guess : measure(value)];
    return out;
  }

  private static int guess(Json value) {
    return length(value, new JsonWriter(Purpose.GUESSING, false));
  }

  /**
   * A writer of one line, with room for so many bytes before it has to grow.
   *
   * @param before the room for what it will stand {@link #between}
   */
  static JsonWriter line(int before, int room) {
    JsonWriter out = new JsonWriter(Purpose.WRITING, true);
    out.buffer = new byte[before + room];
    out.headroom = before;
    out.length = before;
    return out;
  }

  /** How many bytes {@link Json#toBytes()} of {@code value} would have; builds no text. */
  public static int measure(Json value) {
    return length(value, new JsonWriter(Purpose.MEASURING, false));
  }

  /** Whether {@link #measure} is no more; measures only what a guess does not tell. */
  public static boolean isAtMost(Json value, int bytes) {
    long guess = guess(value);
    return guess <= bytes && (guess * LONGEST_ESCAPE <= bytes || measure(value) <= bytes);
  }

  private static int length(Json value, JsonWriter counter) {
    value.writeTo(counter);
    return counter.length;
  }

  /** A writer of {@link #parts}: what is long and was received is not copied. */
  static JsonWriter inParts() {
    JsonWriter out = new JsonWriter(Purpose.WRITING, false);
    out.parts = new ArrayList<>();
    return out;
  }

  /** What was written; of a writer {@link #inParts} alone, and at its end. */
  List<ByteBuffer> parts() {
    List<ByteBuffer> all = parts;
    if (all == null) {
      throw new IllegalStateException("was not written in parts");
    }
    cutInto(all);
    return List.copyOf(all);
  }

  private void refuseParts() {
    if (parts != null) {
      throw new IllegalStateException("was written in parts");
    }
  }

  /** What was written since the last part becomes one, too. */
  private void cutInto(List<ByteBuffer> wanted) {
    if (cut < length) {
      wanted.add(ByteBuffer.wrap(buffer, cut, length - cut).asReadOnlyBuffer());
      cut = length;
    }
  }

  static String text(Json value) {
    JsonWriter out = of(value, false);
    value.writeTo(out);
    return new String(out.buffer, 0, out.length, UTF_8);
  }

  /** How many bytes were written, not {@link #inParts}. */
  int length() {
    refuseParts();
    return length;
  }

  /**
   * A copy of what was written, not {@link #inParts}; nothing but the length is known to a writer
   * that measures.
   */
  byte[] toBytes() {
    refuseParts();
    return Arrays.copyOf(buffer, measuring ? 0 : length);
  }

  /** Like {@link #toBytes()}, for the last use of this writer: the array may be its own. */
  byte[] finish() {
    refuseParts();
    return length == buffer.length ? buffer : toBytes();
  }

  /** What was written, between these: in its own array, if there was room before it. */
  ByteBuffer between(byte[] head, byte[] tail) {
    slice(tail, 0, tail.length, false);
    if (head.length > headroom) {
      return ByteBuffer.allocate(head.length + length - headroom)
          .put(head)
          .put(buffer, headroom, length - headroom)
          .flip();
    }
    System.arraycopy(head, 0, buffer, headroom - head.length, head.length);
    return ByteBuffer.wrap(buffer, headroom - head.length, head.length + length - headroom);
  }

  /** Appends one byte of punctuation. */
  void punctuation(char ascii) {
    if (reserve(1)) {
      buffer[length] = (byte) ascii;
    }
    length++;
  }

  /** Appends text known to be ASCII and valid JSON. */
  void ascii(String text) {
    ascii(text, 0, text.length());
  }

  // The deprecated getBytes copies the low bytes of the characters, which is ASCII as it stands,
  // and not character by character.
  @SuppressWarnings("deprecation")
  private void ascii(String text, int from, int to) {
    if (reserve(to - from)) {
      text.getBytes(from, to, buffer, length);
    }
    length += to - from;
  }

  /** Appends validated bytes; {@code multiLine} says whether CR or LF may be among them. */
  void slice(byte[] bytes, int start, int end, boolean multiLine) {
    int size = end - start;
    List<ByteBuffer> wanted = parts;
    if (wanted != null && size >= PART && wanted.size() < MANY_PARTS) {
      cutInto(wanted);
      wanted.add(ByteBuffer.wrap(bytes, start, size).asReadOnlyBuffer());
      return;
    }
    if (reserve(size)) {
      System.arraycopy(bytes, start, buffer, length, size);
      if (singleLine && multiLine) {
        joinLines(length, length + size);
      }
    }
    length += size;
  }

  private void joinLines(int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n' || buffer[i] == '\r') {
        buffer[i] = ' ';
      }
    }
  }

  /**
   * Appends a string literal of {@code text}.
   *
   * @throws IllegalArgumentException for a lone surrogate, of which no length is guessed
   */
  void string(String text) {
    int at = guessing ? text.length() : plainEnd(text, 0);
    if (at == text.length()) {
      literal(text);
      return;
    }
    punctuation('"');
    ascii(text, 0, at);
    while (at < text.length()) {
      at = plain(text, special(text, at));
    }
    punctuation('"');
  }

  /** Appends a string literal of text that {@linkplain #isLiteral is one} between quotes. */
  @SuppressWarnings("deprecation") // as of ascii
  void literal(String text) {
    int size = text.length() + 2;
    if (reserve(size)) {
      buffer[length] = '"';
      text.getBytes(0, text.length(), buffer, length + 1);
      buffer[length + size - 1] = '"';
    }
    length += size;
  }

  /** Whether the text is ASCII in which nothing needs an escape. */
  static boolean isLiteral(String text) {
    return plainEnd(text, 0) == text.length();
  }

  private static int plainEnd(String text, int from) {
    int at = from;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Appends what needs no escape and is ASCII from {@code from} on; says where that ends. */
  private int plain(String text, int from) {
    int at = plainEnd(text, from);
    ascii(text, from, at);
    return at;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x80 && c != '"' && c != '\\';
  }

  /** Appends the code point at {@code at}, which is escaped or beyond ASCII; says what follows. */
  private int special(String text, int at) {
    int point = text.codePointAt(at);
    if (point < 0x80) {
      escape((char) point);
    } else {
      wide(point);
    }
    return at + Character.charCount(point);
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> ascii("\\\"");
      case '\\' -> ascii("\\\\");
      case '\b' -> ascii("\\b");
      case '\t' -> ascii("\\t");
      case '\n' -> ascii("\\n");
      case '\f' -> ascii("\\f");
      case '\r' -> ascii("\\r");
      default -> {
        ascii("\\u00");
        punctuation(HEX.charAt(c >> 4));
        punctuation(HEX.charAt(c & 0xF));
      }
    }
  }

  private void wide(int point) {
    if (point < 0x800) {
      put(0xC0 | (point >> 6));
    } else {
      if (point < 0x10000) {
        refuseLoneSurrogate(point);
        put(0xE0 | (point >> 12));
      } else {
        put(0xF0 | (point >> 18));
        put(0x80 | ((point >> 12) & 0x3F));
      }
      put(0x80 | ((point >> 6) & 0x3F));
    }
    put(0x80 | (point & 0x3F));
  }

  private static void refuseLoneSurrogate(int point) {
    if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      throw new IllegalArgumentException("a string with a lone surrogate");
    }
  }

  private void put(int b) {
    if (reserve(1)) {
      buffer[length] = (byte) b;
    }
    length++;
  }

  /** Makes room for {@code more} bytes; false if they shall only be counted. */
  private boolean reserve(int more) {
    int needed = Math.addExact(length, more);
    if (!measuring && needed > buffer.length) {
      grow(needed, more);
    }
    return !measuring;
  }

  /** Parts go on in another array; what shall be in one is copied to a larger one. */
  private void grow(int needed, int more) {
    int doubled = (int) Math.min(Integer.MAX_VALUE - 64, Math.max(FIRST, 2L * buffer.length));
    List<ByteBuffer> wanted = parts;
    if (wanted == null) {
      buffer = Arrays.copyOf(buffer, Math.max(needed, doubled));
    } else {
      cutInto(wanted);
      buffer = new byte[Math.max(more, doubled)];
      cut = 0;
      length = 0;
    }
  }
}
