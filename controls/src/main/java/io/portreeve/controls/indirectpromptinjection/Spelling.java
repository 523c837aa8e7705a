package io.portreeve.controls.indirectpromptinjection;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Undoes two ways to spell words so that they are no words: letters set apart, digits in them. */
final class Spelling {
  private static final int LETTERS_APART = 8;

  /** With one character between each two of them. */
  private static final int SHORTEST_APART = 2 * LETTERS_APART - 1;

  private static final int WORDS_WITH_DIGITS = 3;
  private static final String DIGITS = "0134578@$!";
  private static final String LETTERS = "oieastbasi";
  private static final boolean[] SIGNS = ascii(c -> DIGITS.indexOf(c) >= 0);
  private static final boolean[] WORDS = ascii(Character::isLetterOrDigit);

  private Spelling() {}

  /**
   * The parts of a text in which eight or more letters stand apart, with those put together. What
   * stands between two letters is one character; where there is more, a word ends.
   */
  static Optional<String> together(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i + SHORTEST_APART <= text.length()) {
      if (!word(text.charAt(i))) {
        i++;
        continue;
      }
      int whole = lastWhole(text, i);
      if (whole >= i) {
        i = whole + 2;
        continue;
      }
      int end = apart(text, i);
      if (end > i) {
        join(text, i, end, out);
        out.append(' ');
        i = end;
      } else {
        i++;
      }
    }
    return out.isEmpty() ? Optional.empty() : Optional.of(out.toString());
  }

  /**
   * The last of the next characters that begin a word of more than one letter: no letters are set
   * apart from before it on that reach beyond it. Less if there is none.
   */
  private static int lastWhole(String text, int from) {
    int i = from + SHORTEST_APART - 2;
    while (i >= from && !(word(text.charAt(i)) && word(text.charAt(i + 1)))) {
      i--;
    }
    return i;
  }

  /** Where the letters that are set apart from here on end; {@code from} if there are too few. */
  private static int apart(String text, int from) {
    if (from > 0 && word(text.charAt(from - 1))) {
      return from;
    }
    int letters = 0;
    int i = from;
    int end = from;
    while (i < text.length() && single(text, i)) {
      letters++;
      end = i + 1;
      i = end;
      while (i < text.length() && i - end < 4 && !word(text.charAt(i))) {
        i++;
      }
    }
    return letters >= LETTERS_APART ? end : from;
  }

  private static boolean single(String text, int i) {
    return word(text.charAt(i)) && (i + 1 >= text.length() || !word(text.charAt(i + 1)));
  }

  private static boolean word(char c) {
    return c < WORDS.length ? WORDS[c] : Character.isLetterOrDigit(c);
  }

  private static void join(String text, int from, int end, StringBuilder out) {
    int gap = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (!word(c)) {
        gap++;
        continue;
      }
      if (gap > 1) {
        out.append(' ');
      }
      out.append(c);
      gap = 0;
    }
  }

  /** The parts of a text in which words have digits and signs in them, with letters for those. */
  static Optional<String> letters(String text) {
    return hasMixed(text, WORDS_WITH_DIGITS)
        ? Segments.of(text, WORDS_WITH_DIGITS, at -> mixed(text, at)).map(Spelling::spelt)
        : Optional.empty();
  }

  /** Whether it has so many such words at all; only words with a sign in them are looked at. */
  private static boolean hasMixed(String text, int words) {
    int mixed = 0;
    int i = nextSign(text, 0);
    while (i < text.length() && mixed < words) {
      mixed += mixed(text, Segments.wordBegin(text, i)) ? 1 : 0;
      i = nextSign(text, Segments.wordEnd(text, i));
    }
    return mixed >= words;
  }

  private static int nextSign(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (sign(text.charAt(i))) {
        return i;
      }
    }
    return text.length();
  }

  private static String spelt(String text) {
    char[] out = text.toCharArray();
    for (int i = 0; i < out.length; i = Segments.wordEnd(text, i) + 1) {
      if (mixed(text, i)) {
        int end = Segments.wordEnd(text, i);
        for (int at = i; at < end; at++) {
          out[at] = spelt(out[at]);
        }
      }
    }
    return new String(out);
  }

  /** Whether the word that begins here has letters, and between two of them what stands for one. */
  private static boolean mixed(String text, int from) {
    boolean letter = false;
    boolean sign = false;
    for (int i = from; i < text.length() && text.charAt(i) > ' '; i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
      if (plain && sign) {
        return true;
      }
      letter |= plain;
      sign |= letter && !plain && sign(c);
    }
    return sign && letter && from < text.length() && sign(text.charAt(from));
  }

  private static boolean sign(char c) {
    return c < SIGNS.length && SIGNS[c];
  }

  private static boolean[] ascii(IntPredicate which) {
    boolean[] table = new boolean[0x80];
    for (int c = 0; c < table.length; c++) {
      table[c] = which.test(c);
    }
    return table;
  }

  private static char spelt(char c) {
    int at = DIGITS.indexOf(c);
    return at < 0 ? c : LETTERS.charAt(at);
  }
}
