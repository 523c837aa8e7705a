package io.portreeve.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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

  private static final int LONGEST = 40;

  /** A power of two, so large that most places are empty. */
  private static final int PLACES = 512;

  private static final String[] TEXTS = new String[PLACES];
  private static final byte[][] BYTES = new byte[PLACES][0];

  static {
    all().forEach(UsualTexts::keep);
  }

  private UsualTexts() {}

  static Stream<String> all() {
    return Stream.concat(NAMES.stream(), REST.stream());
  }

  private static void keep(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int place = place(bytes, 0, bytes.length);
    while (BYTES[place].length > 0) {
      place = next(place);
    }
    TEXTS[place] = text;
    BYTES[place] = bytes;
  }

  /** The bytes as a text: a usual one is not made anew. */
  static String of(byte[] bytes, int from, int to) {
    if (from < to && to - from <= LONGEST) {
      int place = place(bytes, from, to);
      while (BYTES[place].length > 0) {
        byte[] usual = BYTES[place];
        if (Arrays.equals(usual, 0, usual.length, bytes, from, to)) {
          return TEXTS[place];
        }
        place = next(place);
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int place(byte[] bytes, int from, int to) {
    int middle = bytes[(from + to) >>> 1];
    return ((to - from) * 31 + bytes[from] * 7 + bytes[to - 1] * 113 + middle * 61) & (PLACES - 1);
  }

  private static int next(int place) {
    return (place + 1) & (PLACES - 1);
  }
}
