package io.portreeve.controls.text;

import java.nio.charset.StandardCharsets;

/** Undoes percent-encoding (RFC 3986, section 2.1) for judging; forwards nothing. */
public final class Percent {
  private Percent() {}

  /** An encoded octet at {@code at}, as value and length like {@link Entities#at}; 0 if none. */
  static long at(CharSequence text, int at) {
    int octet = octet(text, at);
    return octet < 0 ? 0 : 3L << 32 | octet;
  }

  private static int octet(CharSequence text, int at) {
    if (at + 2 >= text.length() || text.charAt(at) != '%') {
      return -1;
    }
    int high = hex(text.charAt(at + 1));
    int low = hex(text.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /** {@code text} with each encoded octet decoded once as UTF-8; the same instance if none is. */
  public static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] octets = new byte[text.length()];
    StringBuilder out = new StringBuilder(text.length());
    boolean decoded = false;
    int i = 0;
    while (i < text.length()) {
      int run = 0;
      for (int octet = octet(text, i); octet >= 0; octet = octet(text, i)) {
        octets[run++] = (byte) octet;
        i += 3;
      }
      decoded |= run > 0;
      out.append(new String(octets, 0, run, StandardCharsets.UTF_8));
      if (run == 0) {
        out.append(text.charAt(i++));
      }
    }
    return decoded ? out.toString() : text;
  }

  /**
   * Whether an ASCII character is percent-encoded in more octets than it needs, the way lenient
   * decoders accept: {@code %C0%AE}, {@code %E0%80%AE}, {@code %F0%80%80%AE}.
   */
  public static boolean overlong(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      int first = octet(text, i);
      int second = octet(text, i + 3);
      boolean two = first == 0xC0 || first == 0xC1;
      boolean three = first == 0xE0 && second >= 0x80 && second < 0xA0;
      boolean four = first == 0xF0 && second >= 0x80 && second < 0x90;
      if ((two && second >= 0) || three || four) {
        return true;
      }
    }
    return false;
  }
}
