package io.portreeve.controls.indirectpromptinjection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.portreeve.controls.text.Lookalikes;

/**
 * A text as words: letters in lower case, those of other scripts that look Latin as Latin ones, and
 * one blank for whatever stands between. So neither layout nor notation tells anything.
 */
final class Folding {
  private static final byte[] ASCII = ascii();

  private Folding() {}

  static String of(String text) {
    int length = text.length();
    byte[] out = new byte[length];
    int used = 0;
    byte last = ' ';
    for (int i = 0; i < length; i++) {
      char raw = text.charAt(i);
      if (raw >= ASCII.length) {
        return ofAny(text);
      }
      byte c = ASCII[raw];
      boolean kept = c > ' ' || (c == ' ' && last != ' ');
      out[used] = c;
      used += kept ? 1 : 0;
      last = kept ? c : last;
    }
    return new String(out, 0, last == ' ' ? Math.max(0, used - 1) : used, ISO_8859_1);
  }

  /** Likewise, of other characters, too; most texts have none, and a byte is moved faster. */
  private static String ofAny(String text) {
    int length = text.length();
    char[] out = new char[length];
    int used = 0;
    char last = ' ';
    for (int i = 0; i < length; i++) {
      char raw = text.charAt(i);
      char c = raw < ASCII.length ? (char) ASCII[raw] : beyond(raw);
      if (c > ' ' || (c == ' ' && last != ' ')) {
        out[used++] = c;
        last = c;
      }
    }
    return new String(out, 0, last == ' ' ? Math.max(0, used - 1) : used);
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

  private static byte[] ascii() {
    byte[] table = new byte[0x80];
    for (int c = 0; c < table.length; c++) {
      table[c] = (byte) (Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : ' ');
    }
    table['\''] = 0;
    return table;
  }
}
