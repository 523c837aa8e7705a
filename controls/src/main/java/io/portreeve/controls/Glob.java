package io.portreeve.controls;

/** A pattern of the operator: {@code *} stands for any text, everything else for itself. */
public record Glob(String pattern) {
  public boolean matches(String text) {
    String[] literals = pattern.split("\\*", -1);
    if (literals.length == 1) {
      return pattern.equals(text);
    }
    String first = literals[0];
    String last = literals[literals.length - 1];
    if (text.length() < first.length() + last.length()
        || !text.startsWith(first)
        || !text.endsWith(last)) {
      return false;
    }
    return inOrder(literals, text.substring(0, text.length() - last.length()), first.length());
  }

  /** The earliest place of each literal leaves most room for the next, so no search backtracks. */
  private static boolean inOrder(String[] literals, String text, int from) {
    int at = from;
    for (int i = 1; i < literals.length - 1; i++) {
      int found = text.indexOf(literals[i], at);
      if (found < 0) {
        return false;
      }
      at = found + literals[i].length();
    }
    return true;
  }
}
