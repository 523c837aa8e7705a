package io.portreeve.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Writes a head from its parts; every string in it has passed the grammar before. */
final class HeadWriter {
  /** Fields that say how a message is framed or a connection used: never a caller's to set. */
  private static final Set<String> OWN =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Room for most answers, so that they need not grow. */
  private static final int ANSWER = 256;

  /** Room for most requests, which also say who asks, and for what. */
  private static final int REQUEST = 512;

  private byte[] bytes;
  private int size;

  private HeadWriter(int room) {
    bytes = new byte[room];
  }

  /** Starts an answer; the reason phrase is left empty where we have none (RFC 9112 section 4). */
  static HeadWriter response(int status) {
    return new HeadWriter(ANSWER)
        .text("HTTP/1.1 ")
        .text(Integer.toString(status))
        .text(reason(status));
  }

  static HeadWriter request(String method, String target, String authority) {
    return new HeadWriter(REQUEST)
        .text(method)
        .text(" ")
        .text(target)
        .text(" HTTP/1.1\r\nhost: ")
        .text(authority)
        .text("\r\n");
  }

  /**
   * All fields of a caller.
   *
   * @throws IllegalArgumentException if one of them is the connection's own
   */
  HeadWriter fields(HttpFields fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (OWN.contains(fields.name(i))) {
        throw new IllegalArgumentException("field belongs to the connection: " + fields.name(i));
      }
      field(fields.name(i), fields.value(i));
    }
    return this;
  }

  HeadWriter field(String name, String value) {
    room(name.length() + value.length() + 4);
    put(name);
    bytes[size++] = ':';
    bytes[size++] = ' ';
    put(value);
    bytes[size++] = '\r';
    bytes[size++] = '\n';
    return this;
  }

  HeadWriter raw(byte[] lines) {
    room(lines.length);
    System.arraycopy(lines, 0, bytes, size, lines.length);
    size += lines.length;
    return this;
  }

  /** The head with its final empty line, where it was written: the last use of this writer. */
  ByteBuffer end() {
    text("\r\n");
    return ByteBuffer.wrap(bytes, 0, size);
  }

  private HeadWriter text(String text) {
    room(text.length());
    put(text);
    return this;
  }

  // The deprecated getBytes copies the low bytes of the characters, which is ISO 8859-1 as it
  // stands: the charset variants allocate an array for every piece.
  @SuppressWarnings("deprecation")
  private void put(String text) {
    text.getBytes(0, text.length(), bytes, size);
    size += text.length();
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  private static String reason(int status) {
    return switch (status) {
      case 100 -> " Continue\r\n";
      case 200 -> " OK\r\n";
      case 202 -> " Accepted\r\n";
      case 204 -> " No Content\r\n";
      case 400 -> " Bad Request\r\n";
      case 401 -> " Unauthorized\r\n";
      case 403 -> " Forbidden\r\n";
      case 404 -> " Not Found\r\n";
      case 405 -> " Method Not Allowed\r\n";
      case 408 -> " Request Timeout\r\n";
      case 413 -> " Content Too Large\r\n";
      case 429 -> " Too Many Requests\r\n";
      case 431 -> " Request Header Fields Too Large\r\n";
      case 500 -> " Internal Server Error\r\n";
      case 502 -> " Bad Gateway\r\n";
      case 503 -> " Service Unavailable\r\n";
      case 504 -> " Gateway Timeout\r\n";
      default -> " \r\n";
    };
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
