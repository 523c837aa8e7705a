package io.portreeve.controls.text;

/**
 * The sink pastes the text between single quotes of an SQL statement: it ends no string, in
 * standard SQL and in the dialects that read backslash escapes.
 *
 * <p>Quotes are doubled where they are not (a run of them is made even), and so are backslashes
 * before a quote and at the end. Characters that database drivers map to an apostrophe become the
 * typographic one, those that they map to a backslash an operator that stays as it is. NUL and
 * other controls are made visible.
 */
public final class SqlEncoder implements SinkEncoder {
  private static final SinkEncoder VISIBLE = new TerminalEncoder();

  /** The best fit of code page 1252 for these is an apostrophe, for the others a backslash. */
  private static final String APOSTROPHES = "\u02B9\u02BC\u02C8\u2032\uFF07";

  private static final String BACKSLASHES = "\u2216\uFF3C";

  @Override
  public Encoded encode(String text) {
    return VISIBLE.then(SqlEncoder::even).encode(text);
  }

  private static Encoded even(String text) {
    Edit edit = new Edit(text);
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = run(text, i);
      boolean odd = (end - i) % 2 == 1;
      if (c == '\\' && odd && (end == text.length() || text.charAt(end) == '\'')) {
        edit.insert(end, "\\", TextFlaw.SQL_QUOTE);
      } else if (c == '\'' && odd) {
        edit.insert(end, "'", TextFlaw.SQL_QUOTE);
      } else if (APOSTROPHES.indexOf(c) >= 0) {
        edit.replace(i, end, "\u2019".repeat(end - i), TextFlaw.SQL_QUOTE);
      } else if (BACKSLASHES.indexOf(c) >= 0) {
        edit.replace(i, end, "\u29F5".repeat(end - i), TextFlaw.SQL_QUOTE);
      }
      i = end;
    }
    return edit.done();
  }

  private static int run(String text, int at) {
    int i = at + 1;
    while (i < text.length() && text.charAt(i) == text.charAt(at)) {
      i++;
    }
    return i;
  }
}
