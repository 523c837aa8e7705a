package io.portreeve.controls.contextpoisoning;

import java.util.List;

/**
 * The word before a number that makes an id of it. No more is looked at than a few characters
 * before the number, since a text may be made of nothing but numbers, or of what stands between.
 */
final class Cue {
  private static final List<String> CUES = List.of("id", "ids", "number", "no.", "no", "#");
  private static final String BETWEEN = " :'\"`(";

  /** More of that stands between no word and its number. */
  private static final int MOST_BETWEEN = 16;

  private Cue() {}

  /** Whether one ends before this place of a folded text, but for what stands between. */
  static boolean endsBefore(CharSequence text, int place) {
    int end = place;
    while (end > 0 && place - end < MOST_BETWEEN && BETWEEN.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    for (String cue : CUES) {
      if (stands(cue, text, end - cue.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(String cue, CharSequence text, int at) {
    if (at < 0 || (at > 0 && Character.isLetterOrDigit(Character.codePointBefore(text, at)))) {
      return false;
    }
    for (int i = 0; i < cue.length(); i++) {
      if (text.charAt(at + i) != cue.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
