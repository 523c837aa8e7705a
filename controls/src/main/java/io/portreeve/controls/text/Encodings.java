package io.portreeve.controls.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The texts that stand in a text as base64 (RFC 4648, either alphabet, padded or not, on one line
 * or several) or as hexadecimal digits. A run of fewer than 24 digits is taken for a word.
 */
public final class Encodings {
  private static final int SHORTEST = 24;
  private static final int SAMPLE = 96;
  private static final boolean[] DIGITS = digits();

  private Encodings() {}

  /**
   * A text that stands encoded in another.
   *
   * @param from where its digits begin
   * @param to where they end, with what fills up the last
   * @param text what they say
   */
  public record Hidden(int from, int to, String text) {}

  /** All of them, in order. */
  public static List<Hidden> in(String text) {
    List<Hidden> found = new ArrayList<>();
    int i = 0;
    while (i + SHORTEST <= text.length()) {
      int other = lastOther(text, i);
      if (other >= i) {
        i = other + 1;
        continue;
      }
      int end = run(text, i);
      if (end - i >= SHORTEST) {
        int from = i;
        decoded(text.substring(i, end))
            .ifPresent(said -> found.add(new Hidden(from, padded(text, end), said)));
      }
      i = Math.max(end, i + 1);
    }
    return found;
  }

  /**
   * The last of the next {@link #SHORTEST} characters that no run has: none begins before it that
   * is long enough. Looking from behind, most of a text need not be looked at. Less if there is
   * none.
   */
  private static int lastOther(String text, int from) {
    int i = from + SHORTEST - 1;
    while (i >= from && (digit(text.charAt(i)) || isBreak(text.charAt(i)))) {
      i--;
    }
    return i;
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  /** Where the digits that begin here end; a single line break among them does not end them. */
  private static int run(String text, int from) {
    int i = from;
    while (i < text.length()) {
      if (digit(text.charAt(i))) {
        i++;
      } else if (i > from && breaksLine(text, i)) {
        i += text.charAt(i) == '\r' ? 2 : 1;
      } else {
        break;
      }
    }
    return i;
  }

  /** Where what fills up the last of them ends. */
  private static int padded(String text, int end) {
    int i = end;
    while (i < text.length() && i < end + 2 && text.charAt(i) == '=') {
      i++;
    }
    return i;
  }

  private static boolean breaksLine(String text, int i) {
    int next = text.charAt(i) == '\r' ? i + 1 : i;
    return next + 1 < text.length() && text.charAt(next) == '\n' && digit(text.charAt(next + 1));
  }

  private static boolean digit(char c) {
    return c < DIGITS.length && DIGITS[c];
  }

  private static boolean[] digits() {
    boolean[] digits = new boolean[0x80];
    for (char c = 0; c < digits.length; c++) {
      digits[c] = Character.isLetterOrDigit(c) || "+/-_".indexOf(c) >= 0;
    }
    return digits;
  }

  private static Optional<String> decoded(String run) {
    StringBuilder digits = new StringBuilder(run.length());
    boolean hex = true;
    for (int i = 0; i < run.length(); i++) {
      char c = run.charAt(i);
      if (c > ' ') {
        char plain = c == '-' ? '+' : c == '_' ? '/' : c;
        digits.append(plain);
        hex &= Character.digit(c, 16) >= 0;
      }
    }
    return hex ? hex(digits) : base64(digits);
  }

  private static Optional<String> hex(CharSequence digits) {
    byte[] bytes = HexFormat.of().parseHex(digits, 0, digits.length() & ~1);
    return legible(bytes);
  }

  /** Digits of a word before it may have been taken for its own, so it may begin at any of four. */
  private static Optional<String> base64(CharSequence digits) {
    for (int from = 0; from < 4; from++) {
      int length = digits.length() - from;
      int whole = length % 4 == 1 ? length - 1 : length;
      int middle = from + (whole / 8) * 4;
      int end = Math.min(from + whole, middle + SAMPLE);
      if (legible(bytes(digits.subSequence(middle, end))).isPresent()) {
        return legible(bytes(digits.subSequence(from, from + whole)));
      }
    }
    return Optional.empty();
  }

  private static byte[] bytes(CharSequence digits) {
    return Base64.getDecoder().decode(digits.toString());
  }

  /** UTF-8 of which nearly all can be read. */
  private static Optional<String> legible(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int strange = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      strange += c == '\uFFFD' || (c < ' ' && c != '\n' && c != '\r' && c != '\t') ? 1 : 0;
    }
    return strange * 10 > text.length() || text.isBlank() ? Optional.empty() : Optional.of(text);
  }
}
