package io.portreeve.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts that most heads are made of, as one string each: they are found by their bytes and not
 * decoded, and whoever asks for a field by its name finds the very string he asks with. Fixed, so
 * no peer can add to them.
 */
final class UsualTexts {
  private static final List<String> NAMES =
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
          "last-event-id",
          "mcp-method",
          "mcp-name",
          "mcp-protocol-version",
          "mcp-session-id",
          "origin",
          "server",
          "sec-fetch-mode",
          "transfer-encoding",
          "user-agent");

  private static final List<String> REST =
      List.of(
          "GET",
          "POST",
          "DELETE",
          "/mcp",
          "HTTP/1.1",
          "HTTP/1.1 200 OK",
          "HTTP/1.1 202 Accepted",
          "*",
          "*/*",
          "application/json",
          "application/json, text/event-stream",
          "application/json; charset=utf-8",
          "text/event-stream",
          "chunked",
          "close",
          "cors",
          "gzip, deflate",
          "gzip, deflate, br",
          "keep-alive",
          "no-cache",
          "no-store",
          "node",
          "2025-06-18",
          "2025-11-25",
          "2026-07-28",
          "initialize",
          "prompts/get",
          "prompts/list",
          "resources/list",
          "resources/read",
          "server/discover",
          "tools/call",
          "tools/list");

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The golden ratio, in 64 bits: its multiples lie far from each other. */
  private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

  /** Of so many bits are the places: most of them are empty. */
  private static final int BITS = 9;

  /** What upper and lower case of a letter differ in, and every other of a usual name has. */
  private static final long CASE = 0x2020_2020_2020_2020L;

  private static final @Nullable Usual[] USUAL = new Usual[1 << BITS];

  static {
    all().forEach(UsualTexts::keep);
  }

  private UsualTexts() {}

  static Stream<String> all() {
    return Stream.concat(NAMES.stream(), REST.stream());
  }

  private static void keep(String text) {
    byte[] bytes = Arrays.copyOf(text.getBytes(US_ASCII), text.length() + Long.BYTES);
    long first = word(bytes, 0, text.length(), 0);
    long last = word(bytes, Math.max(0, text.length() - Long.BYTES), text.length(), 0);
    int place = place(first, last, text.length());
    while (USUAL[place] != null) {
      place = next(place);
    }
    USUAL[place] = new Usual(text, text.length(), bytes, first, last);
  }

  /** The bytes as a text. */
  static String of(byte[] bytes, int from, int to) {
    Usual usual = find(bytes, from, to, 0);
    return usual == null ? decoded(bytes, from, to) : usual.text;
  }

  /** The bytes, which must be a token, as a text in lower case; may put them into that. */
  static String lower(byte[] bytes, int from, int to) {
    Usual usual = find(bytes, from, to, CASE);
    if (usual != null) {
      return usual.text;
    }
    for (int at = from; at < to; at++) {
      bytes[at] = Grammar.token(bytes[at]);
    }
    return decoded(bytes, from, to);
  }

  private static String decoded(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }

  /**
   * The usual text that the bytes are.
   *
   * @param bits are looked at as if they were set: of a token, {@link #CASE} changes nothing that
   *     stands in a usual name but its case
   */
  private static @Nullable Usual find(byte[] bytes, int from, int to, long bits) {
    int length = to - from;
    if (length == 0 || from > bytes.length - Long.BYTES) {
      return null;
    }
    long first = word(bytes, from, length, bits);
    long last = length <= Long.BYTES ? first : word(bytes, to - Long.BYTES, length, bits);
    int place = place(first, last, length);
    Usual usual = USUAL[place];
    while (usual != null && !usual.is(bytes, from, length, first, last, bits)) {
      place = next(place);
      usual = USUAL[place];
    }
    return usual;
  }

  /** Eight bytes of a text of that length; of a shorter one, those that it has. */
  private static long word(byte[] bytes, int from, int length, long bits) {
    long word = (long) LONGS.get(bytes, from) | bits;
    return length >= Long.BYTES ? word : word << (Long.SIZE - Byte.SIZE * length);
  }

  private static int place(long first, long last, int length) {
    long mixed = (first ^ Long.rotateLeft(last, 29) ^ length) * ODD;
    return (int) (mixed >>> (Long.SIZE - BITS));
  }

  private static int next(int place) {
    return (place + 1) & ((1 << BITS) - 1);
  }

  /** One of them, with its first and its last eight bytes. */
  @SuppressWarnings("ArrayRecordComponent") // written once, read as it is
  private record Usual(String text, int length, byte[] bytes, long first, long last) {
    boolean is(byte[] other, int from, int size, long otherFirst, long otherLast, long bits) {
      if (first != otherFirst || last != otherLast || length != size) {
        return false;
      }
      for (int at = Long.BYTES; at < size - Long.BYTES; at += Long.BYTES) {
        if (((long) LONGS.get(other, from + at) | bits) != (long) LONGS.get(bytes, at)) {
          return false;
        }
      }
      return true;
    }
  }
}
