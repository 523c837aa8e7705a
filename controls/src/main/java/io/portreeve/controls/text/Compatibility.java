package io.portreeve.controls.text;

import java.text.Normalizer;

/**
 * The compatibility composition (UAX #15, NFKC) of texts that come from others.
 *
 * <p>Two characters stand for whole phrases and would become eighteen and eight; no other becomes
 * more than six. Beyond 64 of them and one in sixteen characters, which no honest text comes near,
 * they become U+FFFD, so that what comes of a text is no longer than some seven times the text.
 * What they say is then not known; everything else of the text still is.
 */
public final class Compatibility {
  private static final char SALUTATION = '\uFDFA';
  private static final char EXALTATION = '\uFDFB';
  private static final char UNKNOWN = '\uFFFD';
  private static final int FREE = 64;
  private static final int SHARE = 16;

  private Compatibility() {}

  /** The composition of the text, the same text if it is composed. */
  public static String of(String text) {
    return Normalizer.normalize(curtailed(text), Normalizer.Form.NFKC);
  }

  /** The text without the phrases that are too many; the same instance if none are. */
  static String curtailed(String text) {
    if (surplus(text) <= 0) {
      return text;
    }
    int left = room(text);
    StringBuilder kept = new StringBuilder(text);
    for (int i = 0; i < kept.length(); i++) {
      if (isPhrase(kept.charAt(i))) {
        left--;
        if (left < 0) {
          kept.setCharAt(i, UNKNOWN);
        }
      }
    }
    return kept.toString();
  }

  /** How many phrases are too many; less than one: none. */
  static int surplus(String text) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isPhrase(text.charAt(i))) {
        count++;
      }
    }
    return count - room(text);
  }

  private static int room(String text) {
    return FREE + text.length() / SHARE;
  }

  private static boolean isPhrase(char character) {
    return character == SALUTATION || character == EXALTATION;
  }
}
