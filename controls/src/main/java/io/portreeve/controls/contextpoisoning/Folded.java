package io.portreeve.controls.contextpoisoning;

import java.util.Locale;

/** Text without regard to case and white space, in which whole values are looked for. */
record Folded(String text) {
  static Folded of(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = !folded.isEmpty();
      } else {
        if (gap) {
          folded.append(' ');
          gap = false;
        }
        folded.append(c);
      }
    }
    return new Folded(folded.toString().toLowerCase(Locale.ROOT));
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Whether a value stands here as a whole: no part of a longer address, name or number. */
  boolean names(Folded value) {
    return place(value, 0) >= 0;
  }

  /** Where the value next stands as a whole; negative if nowhere. */
  int place(Folded value, int from) {
    if (value.isEmpty()) {
      return -1;
    }
    int at = text.indexOf(value.text, from);
    while (at >= 0 && !(opens(at) && closes(at + value.text.length()))) {
      at = text.indexOf(value.text, at + 1);
    }
    return at;
  }

  private boolean opens(int at) {
    if (at == 0) {
      return true;
    }
    int before = text.codePointBefore(at);
    return !Character.isLetterOrDigit(before) && "_@.+-".indexOf(before) < 0;
  }

  private boolean closes(int at) {
    if (at == text.length()) {
      return true;
    }
    int after = text.codePointAt(at);
    boolean goesOn =
        after == '.'
            && at + 1 < text.length()
            && Character.isLetterOrDigit(text.codePointAt(at + 1));
    return !Character.isLetterOrDigit(after) && "_@-".indexOf(after) < 0 && !goesOn;
  }
}
