package io.portreeve.agent.chat;

import io.portreeve.controls.text.TerminalEncoder;

/**
 * Makes a text that comes in pieces safe for a terminal: what one would obey is shown as what it
 * is, and what nobody would see is taken out, but where letters or pictographs need it.
 *
 * <p>Whether they do is seen from both neighbours. So what comes last is held back until a blank, a
 * letter of ASCII or an ideograph ends it.
 */
final class Prose {
  /** Longer than any word; what never ends is shown all the same. */
  private static final int LONGEST = 80;

  private final TerminalEncoder encoder = new TerminalEncoder();
  private final StringBuilder held = new StringBuilder();

  /** The whole of a text. */
  static String of(String text) {
    return new TerminalEncoder().encode(text).text();
  }

  /** What can be shown after this piece. */
  String next(String piece) {
    held.append(piece);
    int end = held.length() > LONGEST ? wholeLength() : settled();
    String text = held.substring(0, end);
    held.delete(0, end);
    return encoder.encode(text).text();
  }

  /** What was held back. */
  String rest() {
    String text = held.toString();
    held.setLength(0);
    return encoder.encode(text).text();
  }

  private int settled() {
    for (int end = held.length(); end > 0; end--) {
      char last = held.charAt(end - 1);
      if (last == '\n' || (last >= ' ' && last < 0x7f) || Character.isIdeographic(last)) {
        return end;
      }
    }
    return 0;
  }

  /** All of it, but for the first half of a character. */
  private int wholeLength() {
    int length = held.length();
    return Character.isHighSurrogate(held.charAt(length - 1)) ? length - 1 : length;
  }
}
