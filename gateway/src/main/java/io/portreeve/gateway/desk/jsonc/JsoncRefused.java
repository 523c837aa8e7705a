package io.portreeve.gateway.desk.jsonc;

/** A text that is no JSON, with or without comments: says what is wrong with it, and where. */
public final class JsoncRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  JsoncRefused(String text, int offset, String what) {
    super(what, null, false, false);
    int end = Math.min(offset, text.length());
    this.line = 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    this.column = end - text.lastIndexOf('\n', end - 1);
  }

  /** The line of the fault, from 1. */
  public int line() {
    return line;
  }

  /** The character of that line, from 1. */
  public int column() {
    return column;
  }
}
