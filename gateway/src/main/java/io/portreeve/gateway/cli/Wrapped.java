package io.portreeve.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Text that is broken between words where a screen ends. What stands in backticks is there to be
 * typed or copied and stays whole, as every single word does, however narrow the screen.
 */
final class Wrapped {
  private static final Pattern COLOR = Pattern.compile("\u001b\\[[0-9]*m");

  /** How much further in than a line what goes on under it stands. */
  private static final int HANG = 2;

  private Wrapped() {}

  /** A line, and what goes on under it. */
  static List<String> lines(String text, int width) {
    String own = " ".repeat(text.length() - text.stripLeading().length());
    String under = own + " ".repeat(HANG);
    List<String> parts = parts(text.stripLeading(), width - own.length(), width - under.length());
    return IntStream.range(0, parts.size())
        .mapToObj(i -> ((i == 0 ? own : under) + parts.get(i)).stripTrailing())
        .toList();
  }

  /** The parts of a text, none wider than this unless it is one word. */
  static List<String> parts(String text, int width) {
    return parts(text, width, width);
  }

  private static List<String> parts(String text, int first, int others) {
    if (length(text) <= first) {
      return List.of(text);
    }
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (String word : words(text)) {
      int width = parts.isEmpty() ? first : others;
      if (!part.isEmpty() && length(part + word) > width) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.isEmpty() ? word.stripLeading() : word);
    }
    parts.add(part.toString());
    return parts;
  }

  /** What the text needs, wherever it is broken. */
  static int narrowest(String text) {
    return words(text).stream().mapToInt(word -> length(word.stripLeading())).max().orElse(0);
  }

  /** The words, each with the blanks before it. */
  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char here = text.charAt(i);
      quoted = here == '`' ? !quoted && text.indexOf('`', i + 1) > 0 : quoted;
      if (here == ' ' && !quoted && i > start && text.charAt(i - 1) != ' ') {
        words.add(text.substring(start, i));
        start = i;
      }
    }
    words.add(text.substring(start));
    return words;
  }

  /** What the text takes on a screen, which obeys colors and does not show them. */
  static int length(String text) {
    return COLOR.matcher(text).replaceAll("").length();
  }
}
