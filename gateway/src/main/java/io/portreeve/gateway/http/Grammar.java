package io.portreeve.gateway.http;

import java.nio.charset.StandardCharsets;

/** The character classes of RFC 9110 section 5 and RFC 3986, as tables over single bytes. */
final class Grammar {
  /** For a token character its lower case, else 0. */
  private static final byte[] TOKEN = new byte[256];

  private static final boolean[] VALUE = new boolean[256];
  private static final boolean[] TARGET = new boolean[256];
  private static final boolean[] HOST = new boolean[256];

  static {
    String digits = "0123456789";
    String lower = "abcdefghijklmnopqrstuvwxyz";
    String alphanumeric = digits + lower + lower.toUpperCase(java.util.Locale.ROOT);
    for (byte b : ascii(alphanumeric + "!#$%&'*+-.^_`|~")) {
      TOKEN[b] = (byte) Character.toLowerCase(b);
    }
    for (int b = ' '; b < 256; b++) {
      VALUE[b] = b != 0x7f;
    }
    VALUE['\t'] = true;
    allow(TARGET, alphanumeric + "-._~!$&'()*+,;=:@/?%");
    allow(HOST, alphanumeric + "-._~!$&'()*+,;=%");
  }

  private Grammar() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void allow(boolean[] table, String characters) {
    for (byte b : ascii(characters)) {
      table[b] = true;
    }
  }

  /** The lower case of a token character; 0 for anything else. */
  static byte token(byte b) {
    return TOKEN[b & 0xff];
  }

  static boolean value(byte b) {
    return VALUE[b & 0xff];
  }

  static boolean target(byte b) {
    return TARGET[b & 0xff];
  }

  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff || TOKEN[text.charAt(i)] == 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** A field value without control characters, nor blanks at its ends. */
  static boolean isValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff || !VALUE[text.charAt(i)]) {
        return false;
      }
    }
    return text.isEmpty() || (!blank(text.charAt(0)) && !blank(text.charAt(text.length() - 1)));
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }

  /** An origin-form target: a path and perhaps a query, every escape well-formed. */
  static boolean isOriginForm(String target) {
    if (target.isEmpty() || target.charAt(0) != '/') {
      return false;
    }
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c > 0x7f || !TARGET[c] || (c == '%' && !escape(target, i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean escape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  /** {@code uri-host [ ":" port ]} with a host that is not empty. */
  static boolean isAuthority(String text) {
    int end = text.startsWith("[") ? literalEnd(text) : nameEnd(text);
    return end > 0 && (end == text.length() || isPort(text, end));
  }

  private static int literalEnd(String text) {
    int close = text.indexOf(']');
    for (int i = 1; i < close; i++) {
      char c = text.charAt(i);
      if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
        return 0;
      }
    }
    return close > 2 ? close + 1 : 0;
  }

  private static int nameEnd(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) < 0x80 && HOST[text.charAt(end)]) {
      if (text.charAt(end) == '%' && !escape(text, end)) {
        return 0;
      }
      end++;
    }
    return end;
  }

  private static boolean isPort(String text, int colon) {
    int digits = text.length() - colon - 1;
    if (text.charAt(colon) != ':' || digits < 1 || digits > 5) {
      return false;
    }
    int port = 0;
    for (int i = colon + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      port = port * 10 + (c - '0');
    }
    return port <= 65535;
  }
}
