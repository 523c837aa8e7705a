package io.portreeve.mcp.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Decodes the escapes of a string that the reader has already found valid. */
final class Unescaper {
  private final byte[] bytes;
  private final byte[] out;
  private int position;
  private int length;

  private Unescaper(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    // Every escape is at least as long as the UTF-8 of what it stands for.
    this.out = new byte[end - start];
  }

  /** The text of the bytes from {@code start} to {@code end}, which lie between the quotes. */
  static String text(byte[] bytes, int start, int end) {
    Unescaper unescaper = new Unescaper(bytes, start, end);
    unescaper.plainRun(end);
    while (unescaper.position < end) {
      unescaper.escape();
      unescaper.plainRun(end);
    }
    return new String(unescaper.out, 0, unescaper.length, UTF_8);
  }

  private void plainRun(int end) {
    int from = position;
    while (position < end && bytes[position] != '\\') {
      position++;
    }
    System.arraycopy(bytes, from, out, length, position - from);
    length += position - from;
  }

  private void escape() {
    position++;
    byte escape = bytes[position++];
    if (escape == 'u') {
      codePoint(unit());
    } else {
      out[length++] = simple(escape);
    }
  }

  private static byte simple(byte escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escape;
    };
  }

  private void codePoint(char unit) {
    if (Character.isHighSurrogate(unit)) {
      position += 2;
      supplementary(Character.toCodePoint(unit, unit()));
    } else if (unit < 0x80) {
      out[length++] = (byte) unit;
    } else if (unit < 0x800) {
      out[length++] = (byte) (0xC0 | (unit >> 6));
      out[length++] = continuation(unit);
    } else {
      out[length++] = (byte) (0xE0 | (unit >> 12));
      out[length++] = continuation(unit >> 6);
      out[length++] = continuation(unit);
    }
  }

  private void supplementary(int point) {
    out[length++] = (byte) (0xF0 | (point >> 18));
    out[length++] = continuation(point >> 12);
    out[length++] = continuation(point >> 6);
    out[length++] = continuation(point);
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private char unit() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      unit = (unit << 4) | Character.digit(bytes[position++], 16);
    }
    return (char) unit;
  }
}
