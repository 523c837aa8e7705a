package io.portreeve.gateway.egress;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * What a program asks of the proxy.
 *
 * @param credentials the whole value of {@code Proxy-Authorization}; empty text if there is none
 */
record ConnectRequest(Destination destination, String credentials) {
  private static final int LONGEST = 8192;
  private static final String CREDENTIALS = "proxy-authorization:";

  /**
   * Reads no further than the empty line that ends the request.
   *
   * @return empty if it is no such request, or too long
   */
  static Optional<ConnectRequest> read(InputStream in) throws IOException {
    Optional<String> head = head(in);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String[] lines = head.get().split("\r\n", -1);
    String[] words = lines[0].split(" ", -1);
    if (words.length != 3 || !words[0].equals("CONNECT") || !words[2].startsWith("HTTP/1.")) {
      return Optional.empty();
    }
    return Destination.read(words[1])
        .map(destination -> new ConnectRequest(destination, credentials(lines)));
  }

  private static Optional<String> head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < LONGEST) {
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      head.append((char) next);
      if (next == '\n' && head.toString().endsWith("\r\n\r\n")) {
        return Optional.of(head.toString());
      }
    }
    return Optional.empty();
  }

  private static String credentials(String[] lines) {
    for (String line : lines) {
      if (line.toLowerCase(Locale.ROOT).startsWith(CREDENTIALS)) {
        return line.substring(CREDENTIALS.length()).strip();
      }
    }
    return "";
  }
}
