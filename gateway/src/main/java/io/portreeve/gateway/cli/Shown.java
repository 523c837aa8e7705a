package io.portreeve.gateway.cli;

import io.portreeve.gateway.display.VisibleText;

/**
 * Text that somebody else wrote, as a person may look at it: on one line, with every character that
 * a terminal would obey or nobody would see written out as {@code \\u{202e}}. What is shown
 * differently was different.
 */
final class Shown {
  private Shown() {}

  static String of(String text) {
    return VisibleText.line(text);
  }
}
