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
    int length = value.text.length();
    int[] borders = value.borders();
    int same = 0;
    for (int i = Math.max(from, 0); i < text.length() && length > 0; i++) {
      while (same > 0 && (same == length || value.text.charAt(same) != text.charAt(i))) {
        same = borders[same - 1];
      }
      if (value.text.charAt(same) == text.charAt(i)) {
        same++;
      }
      int at = i + 1 - length;
      if (same == length && opens(at) && closes(at + length)) {
        return at;
      }
    }
    return -1;
  }

  /**
   * For each beginning of this text, how long a shorter one is that it also ends with (Knuth,
   * Morris and Pratt): whoever wrote text and value can make no search slower than their lengths.
   */
  private int[] borders() {
    int[] borders = new int[text.length()];
    for (int i = 1; i < borders.length; i++) {
      int same = borders[i - 1];
      while (same > 0 && text.charAt(same) != text.charAt(i)) {
        same = borders[same - 1];
      }
      borders[i] = text.charAt(same) == text.charAt(i) ? same + 1 : same;
    }
    return borders;
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
