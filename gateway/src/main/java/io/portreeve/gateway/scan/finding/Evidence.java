package io.portreeve.gateway.scan.finding;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.Excerpt;

/**
 * What shows that a finding is true: a bounded part of what somebody else wrote, on one line, safe
 * to print. A character that a terminal would obey or nobody would see is written out as {@code
 * \\u{202e}}.
 */
public final class Evidence {
  /** No finding shows more characters than about so many. */
  public static final int MOST = 160;

  private static final int SHOWN_OF_A_SECRET = 4;

  private Evidence() {}

  /** A text as it may be shown. */
  public static String of(String text) {
    String part = Excerpt.of(text.strip(), MOST);
    var out = new StringBuilder(part.length());
    part.codePoints().forEach(point -> append(out, point));
    return out.toString();
  }

  /** The least of a secret that tells which one it is. */
  public static String ofSecret(String secret) {
    int shown = Math.min(SHOWN_OF_A_SECRET, secret.length() / 4);
    return of(secret.substring(0, shown)) + "… (" + secret.length() + " characters)";
  }

  private static void append(StringBuilder out, int point) {
    if (point == ' ' || point == '…' || isPlain(point)) {
      out.appendCodePoint(point);
    } else if (Character.isWhitespace(point)) {
      out.append(' ');
    } else {
      out.append("\\u{").append(Integer.toHexString(point)).append('}');
    }
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> {
        String alone = Character.toString(point);
        yield !CanonicalText.of(alone, CanonicalText.Form.AS_IS).changes(alone);
      }
    };
  }
}
