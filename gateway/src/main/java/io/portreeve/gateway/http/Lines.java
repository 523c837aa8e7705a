package io.portreeve.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Reads the lines of a section that a {@link SectionReader} took. */
final class Lines {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = ONES << 7;

  private static final UsualNames NAMES =
      new UsualNames(
          List.of(
              "accept",
              "accept-encoding",
              "accept-language",
              "authorization",
              "cache-control",
              "connection",
              "content-length",
              "content-type",
              "date",
              "host",
              "origin",
              "sec-fetch-mode",
              "server",
              "transfer-encoding",
              "user-agent"));

  private Lines() {}

  /** The index of the CR that ends the line which begins at {@code from}. */
  static int end(byte[] section, int from) {
    int at = from;
    while (section[at] != '\n') {
      at++;
    }
    return at - 1;
  }

  static String text(byte[] section, int from, int to) {
    return new String(section, from, to - from, ISO_8859_1);
  }

  /**
   * The field lines from {@code from} to the empty line (RFC 9112 section 5).
   *
   * <p>A blank before the colon, a folded line and a bare CR are refused: each has been a way to
   * have two readers see two messages.
   */
  static HttpFields fields(byte[] section, int from) throws Rejected {
    String[] pairs = new String[24];
    int size = 0;
    int at = from;
    while (section[at] != '\r' || section[at + 1] != '\n') {
      int colon = name(section, at);
      int start = colon + 1;
      while (blank(section[start])) {
        start++;
      }
      int end = valueEnd(section, start);
      if (size * 2 == pairs.length) {
        pairs = Arrays.copyOf(pairs, pairs.length * 2);
      }
      pairs[size * 2] = NAMES.of(section, at, colon);
      pairs[size * 2 + 1] = value(section, start, end);
      size++;
      at = end + 2;
    }
    return new HttpFields(pairs, size);
  }

  /** Puts the name into lower case, where it stands; gives the index of the colon after it. */
  private static int name(byte[] section, int from) throws Rejected {
    int at = from;
    for (byte lower = Grammar.token(section[at]); lower != 0; lower = Grammar.token(section[at])) {
      section[at] = lower;
      at++;
    }
    if (at == from || section[at] != ':') {
      throw Rejected.malformed();
    }
    return at;
  }

  /** The index of the CR LF after the value; no other control character but a tab is in it. */
  private static int valueEnd(byte[] section, int from) throws Rejected {
    int at = control(section, from);
    while (section[at] == '\t') {
      at = control(section, at + 1);
    }
    if (section[at] != '\r' || section[at + 1] != '\n') {
      throw Rejected.malformed();
    }
    return at;
  }

  /** The index of the first control character, of which the end of the section is one. */
  private static int control(byte[] section, int from) {
    int at = from;
    for (; at <= section.length - Long.BYTES; at += Long.BYTES) {
      long controls = controls((long) LONGS.get(section, at));
      if (controls != 0) {
        return at + (Long.numberOfTrailingZeros(controls) >>> 3);
      }
    }
    while (Grammar.value(section[at]) && section[at] != '\t') {
      at++;
    }
    return at;
  }

  /**
   * The high bit of each byte that is below 0x20 or a DEL. A borrow may set bits above a hit, never
   * below one, so the lowest is exact.
   */
  private static long controls(long word) {
    long low = (word - ' ' * ONES) & ~word;
    long other = word ^ (0x7F * ONES);
    return (low | ((other - ONES) & ~other)) & HIGHS;
  }

  private static String value(byte[] section, int from, int to) {
    int end = to;
    while (end > from && blank(section[end - 1])) {
      end--;
    }
    return text(section, from, end);
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t';
  }
}
