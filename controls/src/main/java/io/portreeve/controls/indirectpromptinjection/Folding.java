package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.controls.text.Lookalikes;

/**
 * A text as words: letters in lower case, those of other scripts that look Latin as Latin ones, and
 * one blank for whatever stands between. So neither layout nor notation tells anything.
 */
final class Folding {
  private static final char[] ASCII = ascii();

  private Folding() {}

  static String of(String text) {
    int length = text.length();
    char[] out = new char[length];
    int used = 0;
    boolean gap = false;
    for (int i = 0; i < length; i++) {
      char raw = text.charAt(i);
      char c = raw < 0x80 ? ASCII[raw] : beyond(raw);
      if (c == ' ') {
        gap = used > 0;
      } else if (c != 0) {
        if (gap) {
          out[used++] = ' ';
          gap = false;
        }
        out[used++] = c;
      }
    }
    return new String(out, 0, used);
  }

  /** A letter or digit as it is compared, 0 for what is part of a word and counts as nothing. */
  private static char beyond(char c) {
    if (c == '\u2019') {
      return 0;
    }
    char looks = Lookalikes.of(c);
    if (looks != c) {
      return looks;
    }
    boolean part = Character.isSurrogate(c) || Character.isLetterOrDigit(c);
    return part ? Character.toLowerCase(c) : mark(c);
  }

  private static char mark(char c) {
    return Character.getType(c) == Character.NON_SPACING_MARK ? 0 : ' ';
  }

  private static char[] ascii() {
    char[] table = new char[0x80];
    for (char c = 0; c < 0x80; c++) {
      table[c] = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : ' ';
    }
    table['\''] = 0;
    return table;
  }
}
