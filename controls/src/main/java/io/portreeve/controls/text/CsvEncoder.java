package io.portreeve.controls.text;

/**
 * The sink is a spreadsheet that reads the text as comma-, semicolon- or tab-separated values, or
 * as one cell: no cell is computed (OWASP, CSV Injection).
 *
 * <p>A cell that begins, after spaces and a quote, with {@code = + - @} or their full-width forms
 * gets an apostrophe before that character. Numbers, telephone numbers and ruled lines are left
 * alone, since they compute to themselves or to nothing.
 */
public final class CsvEncoder implements SinkEncoder {
  private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";
  private static final String NUMERIC = "0123456789.()/: \u00A0%\u20AC$";
  private static final String RULE = "=+-|:\t \r";

  @Override
  public Encoded encode(String text) {
    Edit edit = new Edit(text);
    boolean start = true;
    int ruled = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (start && FORMULA.indexOf(c) >= 0 && !number(text, i)) {
        ruled = Math.max(ruled, ruleEnd(text, Math.max(i, ruled)));
        if (ruled < text.length() && text.charAt(ruled) != '\n') {
          edit.insert(i, "'", TextFlaw.FORMULA);
        }
      }
      start = separator(c) || (start && blank(c));
    }
    return edit.done();
  }

  private static boolean separator(char c) {
    return c == ',' || c == ';' || c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean blank(char c) {
    return c == '"'
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Invisibles.of(c) != null;
  }

  private static boolean number(String text, int at) {
    if (text.charAt(at) != '+' && text.charAt(at) != '-') {
      return false;
    }
    int i = at + 1;
    boolean digits = false;
    while (i < text.length() && (NUMERIC + "+-").indexOf(text.charAt(i)) >= 0) {
      digits |= Character.isDigit(text.charAt(i));
      i++;
    }
    return digits && (i == text.length() || separator(text.charAt(i)) || text.charAt(i) == '"');
  }

  /** Where what may be a ruled line ends; a rule may hold separators, so several cells ask. */
  private static int ruleEnd(String text, int at) {
    int i = at;
    while (i < text.length() && RULE.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }
}
