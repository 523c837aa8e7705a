package io.portreeve.controls.text;

import java.util.Map;

/** Reads the HTML character references that matter for disguises (HTML Standard, 13.2.5.72 on). */
final class Entities {
  private static final int LONGEST = 12;

  private static final Map<String, Character> NAMED =
      Map.of(
          "colon", ':',
          "tab", '\t',
          "newline", '\n',
          "amp", '&',
          "sol", '/',
          "bsol", '\\',
          "lt", '<',
          "gt", '>',
          "quot", '"');

  private Entities() {}

  /**
   * The reference that begins at {@code at}, as its code point in the low and its length in the
   * high half; 0 if none begins there.
   */
  static long at(CharSequence text, int at) {
    if (at + 2 >= text.length() || text.charAt(at) != '&') {
      return 0;
    }
    return text.charAt(at + 1) == '#' ? numeric(text, at) : named(text, at);
  }

  static int codePoint(long reference) {
    return (int) reference;
  }

  static int length(long reference) {
    return (int) (reference >>> 32);
  }

  private static long numeric(CharSequence text, int at) {
    boolean hex = (text.charAt(at + 2) | 0x20) == 'x';
    int radix = hex ? 16 : 10;
    int first = at + (hex ? 3 : 2);
    int i = first;
    int value = 0;
    while (i < text.length() && digit(text.charAt(i), radix) >= 0) {
      value = Math.min(value * radix + digit(text.charAt(i), radix), 0x110000);
      i++;
    }
    return i == first ? 0 : reference(value, at, text, i);
  }

  /** ASCII digits only: other digits do not count in a reference. */
  private static int digit(char c, int radix) {
    return c < 0x80 ? Character.digit(c, radix) : -1;
  }

  private static long named(CharSequence text, int at) {
    int end = at + 1;
    while (end < text.length() && end - at < LONGEST && letter(text.charAt(end))) {
      end++;
    }
    String name = text.subSequence(at + 1, end).toString().toLowerCase(java.util.Locale.ROOT);
    Character value = NAMED.get(name);
    return value == null ? 0 : reference(value, at, text, end);
  }

  private static boolean letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  private static long reference(int value, int at, CharSequence text, int end) {
    int past = end < text.length() && text.charAt(end) == ';' ? end + 1 : end;
    int codePoint = value == 0 || value > 0x10FFFF ? 0xFFFD : value;
    return (long) (past - at) << 32 | codePoint;
  }
}
