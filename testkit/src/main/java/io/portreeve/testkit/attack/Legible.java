package io.portreeve.testkit.attack;

/** What a server or an attack said, as one may print it. */
final class Legible {
  private static final int MOST = 160;

  private Legible() {}

  /** The text in one line, cut, with every character that is none to see as its number. */
  static String of(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(MOST)
        .forEach(c -> {
          if (isSeen(c)) {
            line.appendCodePoint(c);
          } else {
            line.append("\\u{").append(Integer.toHexString(c)).append('}');
          }
        });
    return text.codePointCount(0, text.length()) > MOST ? line + "..." : line.toString();
  }

  private static boolean isSeen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
