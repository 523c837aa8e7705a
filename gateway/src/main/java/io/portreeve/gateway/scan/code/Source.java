package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.scan.finding.SearchedText;

/**
 * The code of a file, and where its lines are.
 *
 * @param searched the file, with blanks where lines are comments as a whole
 */
record Source(SearchedText searched) {
  static Source of(String file, Language language) {
    return new Source(SearchedText.of(Comments.blanked(file, language)));
  }

  String text() {
    return searched.text();
  }

  /** The line of this character; the first is 1. */
  int line(int at) {
    return 1 + (int) text().substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /**
   * The first character from here on that is not blank: where a match that began before it begins.
   */
  int visible(int at) {
    int first = at;
    while (first < text().length() - 1 && Character.isWhitespace(text().charAt(first))) {
      first++;
    }
    return first;
  }

  /** What stands there, to the end of its line, but no more than so many characters. */
  String shown(int at, int most) {
    return text().substring(at, Math.min(end(at), at + most));
  }

  private int end(int at) {
    int end = text().indexOf('\n', at);
    return end < 0 ? text().length() : end;
  }
}
