package io.portreeve.bench.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What an answer needs of a request. Trusts its sender: the headers say what is called, and the id
 * is the first member of that name.
 *
 * @param id as it stands in the request
 * @param token of progress, as it stands in the request; 0 if there is none
 */
record Call(String method, String name, String id, String token) {
  private static final String END = "\r\n\r\n";

  /** The request in a buffer that is being filled; nothing while it is incomplete. */
  static Optional<Call> read(ByteBuffer in) {
    String text = StandardCharsets.ISO_8859_1.decode(in.duplicate().flip()).toString();
    int end = text.indexOf(END);
    if (end < 0) {
      return Optional.empty();
    }
    String head = text.substring(0, end).toLowerCase(Locale.ROOT);
    int body = end + END.length();
    String length = field(head, "content-length", "0");
    if (text.length() < body + Integer.parseInt(length)) {
      return Optional.empty();
    }
    return Optional.of(
        new Call(
            field(head, "mcp-method", ""),
            field(head, "mcp-name", ""),
            member(text, "\"id\":", body, "null"),
            member(text, "\"progressToken\":", body, "0")));
  }

  private static String field(String head, String name, String otherwise) {
    int at = head.indexOf("\r\n" + name + ":");
    if (at < 0) {
      return otherwise;
    }
    int from = at + name.length() + 3;
    int to = head.indexOf('\r', from);
    return head.substring(from, to < 0 ? head.length() : to).strip();
  }

  private static String member(String text, String name, int body, String otherwise) {
    int at = text.indexOf(name, body);
    if (at < 0) {
      return otherwise;
    }
    int from = at + name.length();
    int to = from;
    while (",}".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return text.substring(from, to).strip();
  }
}
