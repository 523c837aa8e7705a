package io.portreeve.controls.text;

/** The beginning of a text that may be of any length, for records and explanations. */
public final class Excerpt {
  private Excerpt() {}

  /** The text, or about {@code most} characters of it and how many there were; whole characters. */
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "… (" + text.length() + " characters)";
  }
}
