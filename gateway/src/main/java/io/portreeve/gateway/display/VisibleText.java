package io.portreeve.gateway.display;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Which characters a person sees, and JSON in which no other stands. */
public final class VisibleText {
  private static final HexFormat HEX = HexFormat.of();

  private VisibleText() {}

  /**
   * The same JSON text with characters that nobody would see, or a terminal would obey, as escapes
   * of JSON: they stand in strings only, and what stands between the tokens is left.
   */
  public static String json(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (point <= ' ' || isVisible(point)) {
            out.appendCodePoint(point);
          } else {
            Character.toString(point).chars().forEach(unit -> escape(out, unit));
          }
        });
    return out.toString();
  }

  /** On one line, with every other character written out, as {@code \\u{202e}}. */
  public static String line(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(out, point));
    return out.toString();
  }

  /** The same on as many lines as the text has. */
  public static String lines(String text) {
    return Arrays.stream(text.split("\n", -1))
        .map(VisibleText::line)
        .collect(Collectors.joining("\n"));
  }

  private static void append(StringBuilder out, int point) {
    if (point == '\\') {
      out.append("\\\\");
    } else if (isVisible(point)) {
      out.appendCodePoint(point);
    } else {
      out.append("\\u{").append(Integer.toHexString(point)).append('}');
    }
  }

  private static void escape(StringBuilder out, int unit) {
    out.append("\\u").append(HEX.toHexDigits((char) unit));
  }

  /**
   * Whether a person sees it as what it is. Accents and the like count as seen, though many of them
   * on one letter may cover others; marks that strike others through do not.
   */
  public static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.ENCLOSING_MARK ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> !selector(point) && !filler(point) && !overlay(point);
    };
  }

  /** Marks that strike through what stands before them. */
  private static boolean overlay(int point) {
    return (point >= 0x334 && point <= 0x338)
        || (point >= 0x20d2 && point <= 0x20d3)
        || (point >= 0x20d8 && point <= 0x20da)
        || (point >= 0x20e5 && point <= 0x20eb);
  }

  /** Variation selectors can carry hidden bytes. */
  private static boolean selector(int point) {
    return (point >= 0xfe00 && point <= 0xfe0f)
        || (point >= 0xe0100 && point <= 0xe01ef)
        || (point >= 0x180b && point <= 0x180f);
  }

  /** Letters that have no shape. */
  private static boolean filler(int point) {
    return point == 0x115f
        || point == 0x1160
        || point == 0x3164
        || point == 0xffa0
        || point == 0x2800
        || point == 0x034f
        || point == 0x17b4
        || point == 0x17b5;
  }
}
