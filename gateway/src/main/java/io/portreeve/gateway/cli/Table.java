package io.portreeve.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lays texts out in columns. */
final class Table {
  private static final Pattern COLOR = Pattern.compile("\u001b\\[[0-9]*m");
  private static final int GAP = 2;

  /** What the last column gets, however narrow the screen. */
  private static final int LEAST = 20;

  private Table() {}

  /** Every row on one line. */
  static List<String> lines(List<List<String>> rows) {
    return lines(rows, Integer.MAX_VALUE);
  }

  /** The same, where what does not fit in the last column goes on under itself. */
  static List<String> lines(List<List<String>> rows, int width) {
    List<Integer> widths = widths(rows);
    return rows.stream().flatMap(row -> line(row, widths, width)).toList();
  }

  private static List<Integer> widths(List<List<String>> rows) {
    var widths = new ArrayList<Integer>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = length(row.get(i));
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    return widths;
  }

  private static Stream<String> line(List<String> row, List<Integer> widths, int width) {
    var start = new StringBuilder();
    for (int i = 0; i < row.size() - 1; i++) {
      start.append(row.get(i)).append(" ".repeat(widths.get(i) - length(row.get(i)) + GAP));
    }
    int indent = length(start.toString());
    List<String> parts = parts(row.getLast(), Math.max(LEAST, width - indent));
    return IntStream.range(0, parts.size())
        .mapToObj(i -> (i == 0 ? start : " ".repeat(indent)) + parts.get(i))
        .map(String::stripTrailing);
  }

  /** The text in parts of this width, broken between words. */
  private static List<String> parts(String text, int width) {
    if (length(text) <= width) {
      return List.of(text);
    }
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!part.isEmpty() && length(part.toString()) + 1 + length(word) > width) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : " ").append(word);
    }
    parts.add(part.toString());
    return parts;
  }

  /** What the text takes on a screen, which obeys colors and does not show them. */
  private static int length(String text) {
    return COLOR.matcher(text).replaceAll("").length();
  }
}
