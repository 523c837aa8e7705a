package io.portreeve.controls.text;

/**
 * The sink is a spreadsheet that reads the text as comma-, semicolon- or tab-separated values, or
 * as one cell: no cell is computed (OWASP, CSV Injection).
 *
 * <p>A cell that begins, after spaces and a quote, with {@code = + - @} or their full-width forms
 * gets an apostrophe before that character. Numbers, telephone numbers and ruled lines are left
 * alone where they are all of their cell, since they compute to themselves or to nothing.
 */
public final class CsvEncoder implements SinkEncoder {
  private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";
  private static final String NUMERIC = "0123456789.()/: \u00A0%\u20AC$+-";
  private static final String QUOTED_NUMERIC = NUMERIC + ",;";
  private static final String RULE = "=+-|:\t \r";

  /** What goes on with a formula in the next line; signs begin a cell of their own there. */
  private static final String OPERATORS = "*/^&<>%\uFF0A\uFF0F\uFF3E\uFF06\uFF1C\uFF1E\uFF05";

  @Override
  public Encoded encode(String text) {
    Edit edit = new Edit(text);
    int rest = ruledRest(text);
    int ruled = 0;
    boolean start = true;
    boolean head = true;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (start && FORMULA.indexOf(c) >= 0 && !number(text, i, head, quoted)) {
        ruled = Math.max(ruled, ruleEnd(text, Math.max(i, ruled)));
        boolean lines = head || quoted;
        if (lines ? i < rest : ruled < text.length() && text.charAt(ruled) != '\n') {
          edit.insert(i, "'", TextFlaw.FORMULA);
        }
      }
      head &= blank(c);
      quoted = start && blank(c) && quoted != (c == '"');
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

  /**
   * Whether a number is all of the cell: behind a quote up to the next one, otherwise up to a
   * separator; at the head of the text also when all of it is one cell.
   */
  private static boolean number(String text, int at, boolean head, boolean quoted) {
    if (text.charAt(at) != '+' && text.charAt(at) != '-') {
      return false;
    }
    String numeric = quoted ? QUOTED_NUMERIC : NUMERIC;
    int i = at + 1;
    boolean digits = false;
    while (i < text.length() && numeric.indexOf(text.charAt(i)) >= 0) {
      digits |= Character.isDigit(text.charAt(i));
      i++;
    }
    boolean closed = i < text.length() && text.charAt(i) == '"';
    int end = closed ? past(text, i + 1, false) : i;
    boolean ended = end == text.length() || separator(text.charAt(end));
    return digits && ended && (closed || !quoted) && !(head && goesOn(text, end));
  }

  private static boolean goesOn(String text, int end) {
    int next = past(text, end, true);
    return next < text.length() && OPERATORS.indexOf(text.charAt(next)) >= 0;
  }

  /** Past spaces from {@code at}, and past line ends and tabs where {@code lines} count. */
  private static int past(String text, int at, boolean lines) {
    int i = at;
    while (i < text.length() && (text.charAt(i) == ' ' || (lines && blank(text.charAt(i))))) {
      i++;
    }
    return i;
  }

  /** Where what may be a ruled line ends; a rule may hold separators, so several cells ask. */
  private static int ruleEnd(String text, int at) {
    int i = at;
    while (i < text.length() && RULE.indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  /** From where on there is nothing in the text but ruled lines. */
  private static int ruledRest(String text) {
    int i = text.length();
    while (i > 0 && (RULE.indexOf(text.charAt(i - 1)) >= 0 || text.charAt(i - 1) == '\n')) {
      i--;
    }
    return i;
  }
}
