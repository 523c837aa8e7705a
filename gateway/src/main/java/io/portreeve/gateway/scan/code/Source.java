package io.portreeve.gateway.scan.code;

/** The text of a file, and where its lines are. */
record Source(String text, Language language) {
  /** The line of this character; the first is 1. */
  int line(int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /** Whether the line that it stands in is a comment as a whole. */
  boolean isComment(int at) {
    return language.isComment(text.substring(start(at), end(at)).strip());
  }

  /**
   * The first character from here on that is not blank: where a match that began before it begins.
   */
  int visible(int at) {
    int first = at;
    while (first < text.length() - 1 && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    return first;
  }

  /** What stands there, to the end of its line, but no more than so many characters. */
  String shown(int at, int most) {
    return text.substring(at, Math.min(end(at), at + most));
  }

  private int start(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  private int end(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }
}
