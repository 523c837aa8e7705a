package io.portreeve.mcp.json;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the end of a string literal and refuses what may not stand in one. */
final class StringScanner {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = ONES << 7;
  private static final byte DELETE = 0x7F;

  private final byte[] bytes;
  private final int origin;
  private final int end;
  private final int maxLength;
  private int detail;
  private int all;

  StringScanner(byte[] bytes, int origin, int end, int maxLength) {
    this.bytes = bytes;
    this.origin = origin;
    this.end = end;
    this.maxLength = maxLength;
  }

  /** What is the detail of the string last scanned. */
  int detail() {
    return detail;
  }

  /** What holds of any string that was scanned. */
  int all() {
    return all;
  }

  /** The place after the closing quote of the string whose opening quote is at {@code start}. */
  int scan(int start) throws JsonRefused {
    detail = 0;
    int at = plain(start + 1);
    return at < end && bytes[at] == '"' ? ended(start, at) : scan(start, at);
  }

  private int scan(int start, int from) throws JsonRefused {
    int at = from;
    byte b = byteAt(at);
    while (b != '"') {
      at = special(b, at);
      at = (detail & Tape.ESCAPED) == 0 ? plain(at) : escaping(at);
      b = byteAt(at);
    }
    all |= detail;
    return ended(start, at);
  }

  /** The place after the closing quote, which is at {@code at}. */
  private int ended(int start, int at) throws JsonRefused {
    if (at - start - 1 > maxLength) {
      throw refuse(Fault.STRING_TOO_LONG, start);
    }
    return at + 1;
  }

  private int special(byte b, int at) throws JsonRefused {
    if (b < 0) {
      detail |= Tape.WIDE;
      return wide(at);
    }
    if (b == '\\') {
      detail |= Tape.ESCAPED;
      return escape(at);
    }
    if (b == DELETE) {
      detail |= Tape.ODD;
      return at + 1;
    }
    throw refuse(Fault.RAW_CONTROL_CHARACTER, at);
  }

  /** The first byte from {@code from} on that is a quote, a backslash or not printable ASCII. */
  private int plain(int from) {
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long hits = hits((long) LONGS.get(bytes, at));
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
    }
    while (at < end && isPlain(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\' && b != DELETE;
  }

  /**
   * The high bit of each byte that is below 0x20, above 0x7E, a quote or a backslash. A borrow or a
   * carry may set bits above a hit, never below one, so the lowest is exact.
   */
  private static long hits(long word) {
    // This bit tells a quote from a space: without it a quote lies just below all that may stand,
    // and the spaces above.
    long low = (word ^ (('"' ^ ' ') * ONES)) - ((' ' + 1) * ONES);
    long backslash = (word ^ ('\\' * ONES)) - ONES;
    return (low | backslash | (word + ONES) | word) & HIGHS;
  }

  /**
   * The same for a string with escapes, where more will follow: goes over quotes and line breaks
   * that are escaped, eight bytes in one step however many there are. Stops at what is more than
   * that, be it an escape or a single byte.
   */
  private int escaping(int from) {
    long open = 0;
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      long quotes = equal(word, '"');
      long backslashes = equal(word, '\\') & HIGHS;
      long escaped = (backslashes << Byte.SIZE) | open;
      long known = quotes | equal(word, 'n');
      long stops = (odd(word) | (quotes & ~escaped) | (escaped & ~known)) & HIGHS;
      if (stops != 0) {
        boolean within = (escaped & Long.lowestOneBit(stops)) != 0;
        return at + (Long.numberOfTrailingZeros(stops) >>> 3) - (within ? 1 : 0);
      }
      open = backslashes >>> (Long.SIZE - Byte.SIZE);
    }
    return open == 0 ? plain(at) : at - 1;
  }

  /** The high bit of each byte that is {@code c}; exact below the first beyond ASCII. */
  private static long equal(long word, char c) {
    return HIGHS - (word ^ (c * ONES));
  }

  /** The high bit of each byte that is not printable ASCII; the lowest is exact. */
  private static long odd(long word) {
    return (word - (' ' * ONES)) | (word + ONES) | word;
  }

  private int escape(int at) throws JsonRefused {
    byte b = byteAt(at + 1);
    if (b != 'u') {
      if ("\"\\/bfnrt".indexOf(b) < 0) {
        throw refuse(Fault.INVALID_ESCAPE, at);
      }
      detail |= b == 'b' || b == 'f' || b == 'r' ? Tape.ODD : 0;
      return at + 2;
    }
    char unit = unit(at);
    if (!Character.isSurrogate(unit)) {
      detail |= JsonString.isPlain(unit) ? 0 : Tape.ODD;
      return at + 6;
    }
    detail |= Tape.ODD;
    if (Character.isLowSurrogate(unit) || !lowSurrogateAt(at + 6)) {
      throw refuse(Fault.LONE_SURROGATE, at);
    }
    return at + 12;
  }

  private boolean lowSurrogateAt(int at) throws JsonRefused {
    return byteAt(at) == '\\' && byteAt(at + 1) == 'u' && Character.isLowSurrogate(unit(at));
  }

  private char unit(int at) throws JsonRefused {
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(byteAt(i), 16);
      if (digit < 0) {
        throw refuse(Fault.INVALID_ESCAPE, at);
      }
      unit = (unit << 4) | digit;
    }
    return (char) unit;
  }

  /** Skips all the UTF-8 beyond ASCII from {@code from} on (RFC 3629, section 4). */
  private int wide(int from) throws JsonRefused {
    int at = from;
    while (at < end && bytes[at] < 0) {
      int lead = bytes[at] & 0xFF;
      if (at + 2 < end && lead >= 0xC2 && lead < 0xE0 && follows(at + 1)) {
        at += 2;
      } else if (at + 2 < end && isUsual(lead) && follows(at + 1) && follows(at + 2)) {
        at += 3;
      } else {
        at = sequence(lead, at);
      }
    }
    return at;
  }

  /** Whether any two bytes that follow at all may follow such a lead. */
  private static boolean isUsual(int lead) {
    return lead > 0xE0 && lead < 0xF0 && lead != 0xED;
  }

  /** Whether the byte there is from 0x80 to 0xBF. */
  private boolean follows(int at) {
    return bytes[at] < (byte) 0xC0;
  }

  /** The place after the sequence at {@code at}, whatever it is. */
  private int sequence(int lead, int at) throws JsonRefused {
    if (lead < 0xC2 || lead > 0xF4) {
      throw refuse(Fault.INVALID_UTF8, at);
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    second(lead, at);
    for (int i = 2; i < length; i++) {
      continuation(at, i, 0x80, 0xBF);
    }
    return at + length;
  }

  /** The second byte has fewer choices after some leads: no overlong forms, no surrogates. */
  private void second(int lead, int at) throws JsonRefused {
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    continuation(at, 1, low, high);
  }

  private void continuation(int at, int place, int low, int high) throws JsonRefused {
    int value = byteAt(at + place) & 0xFF;
    if (value < low || value > high) {
      throw refuse(Fault.INVALID_UTF8, at);
    }
  }

  private byte byteAt(int at) throws JsonRefused {
    if (at >= end) {
      throw refuse(Fault.UNEXPECTED_END, end);
    }
    return bytes[at];
  }

  private JsonRefused refuse(Fault fault, int at) {
    return new JsonRefused(fault, at - origin);
  }
}
