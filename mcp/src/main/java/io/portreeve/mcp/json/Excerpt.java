package io.portreeve.mcp.json;

/** The beginning of a text, never with half of a character at its end. */
public final class Excerpt {
  private Excerpt() {}

  /** At most {@code most} UTF-16 units of {@code text}; the same text if it is no longer. */
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean splits = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, splits ? most - 1 : most);
  }
}
