package io.portreeve.controls;

/** A pattern of the operator: {@code *} stands for any text, everything else for itself. */
public record Glob(String pattern) {
  public boolean matches(String text) {
    int first = pattern.indexOf('*');
    if (first < 0) {
      return pattern.equals(text);
    }
    int last = pattern.lastIndexOf('*');
    int tail = pattern.length() - last - 1;
    int end = text.length() - tail;
    return first <= end
        && text.regionMatches(0, pattern, 0, first)
        && text.regionMatches(end, pattern, last + 1, tail)
        && inOrder(first, last, text.substring(first, end));
  }

  /** The earliest place of each literal leaves most room for the next, so no search backtracks. */
  private boolean inOrder(int first, int last, String text) {
    int at = 0;
    for (int star = first; star < last; star = pattern.indexOf('*', star + 1)) {
      String literal = pattern.substring(star + 1, pattern.indexOf('*', star + 1));
      int found = text.indexOf(literal, at);
      if (found < 0) {
        return false;
      }
      at = found + literal.length();
    }
    return true;
  }
}
