package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.guard.ExchangeId;

/**
 * A sign before each line and in place of each blank, so that no two words stand as anybody else
 * writes them. Lines stay lines. Who knows the sign gains nothing: he can write it more often, and
 * never less.
 */
record MarkedBlanks() implements TextMark {
  private static final char SIGN = '\u02C6';

  /**
   * A line end, an empty Braille cell and the fillers of Hangul, none of which Java calls blank.
   */
  private static final String INKLESS = "\u0085\u2800\u115F\u1160\u3164\uFFA0";

  static final String RULE =
      "each line of a text that the server wrote begins with the sign "
          + SIGN
          + ", and that sign stands in place of each blank. Read it as a blank, and write blanks in"
          + " what you write.";

  @Override
  public String mark(ExchangeId exchange, String text) {
    return marked(text);
  }

  private static String marked(String text) {
    StringBuilder marked = new StringBuilder(text.length() + 1);
    boolean begins = true;
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (begins && next != SIGN && (next == '\n' || !isBlank(next))) {
        marked.append(SIGN);
      }
      marked.append(next != '\n' && isBlank(next) ? SIGN : next);
      begins = next == '\n';
    }
    if (begins) {
      marked.append(SIGN);
    }
    return marked.toString();
  }

  /** Whatever parts words for a reader: line ends of other alphabets, and letters without ink. */
  private static boolean isBlank(char sign) {
    boolean isPlain = sign > ' ' && sign < '\u007F';
    return !isPlain
        && (Character.isWhitespace(sign)
            || Character.isSpaceChar(sign)
            || INKLESS.indexOf(sign) >= 0);
  }

  @Override
  public String rule() {
    return RULE;
  }
}
