package io.portreeve.gateway.cli;

import java.util.HexFormat;

/**
 * Text that somebody else wrote, as a person may look at it: on one line, with every character that
 * a terminal would obey or nobody would see written out as {@code \\u{202e}}. What is shown
 * differently was different.
 */
final class Shown {
  private static final HexFormat HEX = HexFormat.of();

  private Shown() {}

  static String of(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(out, point));
    return out.toString();
  }

  /**
   * The same JSON text with such characters as escapes of JSON: they stand in strings only, and
   * what stands between the tokens is left.
   */
  static String json(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (point <= ' ' || visible(point)) {
            out.appendCodePoint(point);
          } else {
            Character.toString(point).chars().forEach(unit -> escape(out, unit));
          }
        });
    return out.toString();
  }

  private static void escape(StringBuilder out, int unit) {
    out.append("\\u").append(HEX.toHexDigits((char) unit));
  }

  private static void append(StringBuilder out, int point) {
    if (point == '\\') {
      out.append("\\\\");
    } else if (visible(point)) {
      out.appendCodePoint(point);
    } else {
      out.append("\\u{").append(Integer.toHexString(point)).append('}');
    }
  }

  private static boolean visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> !selector(point) && !filler(point);
    };
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
