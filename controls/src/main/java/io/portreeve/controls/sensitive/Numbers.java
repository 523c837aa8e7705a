package io.portreeve.controls.sensitive;

import java.util.function.IntConsumer;

/** Where a number begins that has enough digits to belong to somebody, apart or together. */
final class Numbers {
  private static final int FEWEST = 7;

  /** The longest that such a number is with its separators. */
  private static final int SPAN = 28;

  private Numbers() {}

  static void in(String text, IntConsumer begins) {
    boolean before = false;
    for (int i = 0; i < text.length(); i++) {
      boolean digit = digit(text.charAt(i));
      if (digit && !before && enough(text, i)) {
        begins.accept(i);
      }
      before = digit;
    }
  }

  private static boolean enough(String text, int from) {
    int digits = 0;
    int end = Math.min(text.length(), from + SPAN);
    for (int i = from; i < end; i++) {
      digits += digit(text.charAt(i)) ? 1 : 0;
    }
    return digits >= FEWEST;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
