package io.portreeve.gateway.http;

import java.util.Arrays;

/** Reads the lines of a section that a {@link SectionReader} took. */
final class Lines {
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
    return UsualTexts.of(section, from, to);
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
      int end = end(section, colon);
      if (size * 2 == pairs.length) {
        pairs = Arrays.copyOf(pairs, pairs.length * 2);
      }
      pairs[size * 2] = text(section, at, colon);
      pairs[size * 2 + 1] = value(section, colon + 1, end);
      size++;
      at = end + 2;
    }
    return new HttpFields(pairs, size);
  }

  /** Puts the name into lower case and returns the index of its colon. */
  private static int name(byte[] section, int from) throws Rejected {
    int at = from;
    byte lower = Grammar.token(section[at]);
    while (lower != 0) {
      section[at++] = lower;
      lower = Grammar.token(section[at]);
    }
    if (at == from || section[at] != ':') {
      throw Rejected.malformed();
    }
    return at;
  }

  private static String value(byte[] section, int from, int to) throws Rejected {
    int start = from;
    int end = to;
    while (start < end && blank(section[start])) {
      start++;
    }
    while (end > start && blank(section[end - 1])) {
      end--;
    }
    for (int i = start; i < end; i++) {
      if (!Grammar.value(section[i])) {
        throw Rejected.malformed();
      }
    }
    return text(section, start, end);
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t';
  }
}
