package io.portreeve.gateway.cli;

import static io.portreeve.gateway.cli.Wrapped.length;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lays texts out in columns. */
final class Table {
  private static final int GAP = 2;

  /** What the last column has to have where it stands, or it goes below. */
  private static final int LEAST = 24;

  /** How far in what has no room beside the first columns stands below them. */
  private static final String BELOW = "    ";

  private Table() {}

  /** Every row on one line. */
  static List<String> lines(List<List<String>> rows) {
    return lines(rows, Integer.MAX_VALUE);
  }

  /**
   * The same, where what does not fit in the last column goes on under itself. Columns that have no
   * room beside those before them stand below these, in columns of their own.
   */
  static List<String> lines(List<List<String>> rows, int width) {
    return blocks(rows, width).stream().flatMap(List::stream).toList();
  }

  /** The lines of each row. */
  private static List<List<String>> blocks(List<List<String>> rows, int width) {
    List<Integer> widths = widths(rows);
    int beside = beside(rows, widths, width);
    if (beside == widths.size()) {
      return rows.stream().map(row -> block(row, widths, width)).toList();
    }
    List<List<String>> rest = rows.stream().map(row -> from(beside, row)).toList();
    List<List<String>> below = blocks(rest, width - BELOW.length());
    return IntStream.range(0, rows.size())
        .mapToObj(i -> both(block(upTo(beside, rows.get(i)), widths, width), below.get(i)))
        .toList();
  }

  private static List<String> upTo(int column, List<String> row) {
    return row.subList(0, Math.min(column, row.size()));
  }

  private static List<String> from(int column, List<String> row) {
    return row.size() > column ? row.subList(column, row.size()) : List.of("");
  }

  private static List<String> both(List<String> above, List<String> below) {
    return Stream.concat(above.stream(), below.stream().map(BELOW::concat))
        .filter(line -> !line.isBlank())
        .toList();
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

  /** How many columns stand beside each other. */
  private static int beside(List<List<String>> rows, List<Integer> widths, int width) {
    if (rows.stream().allMatch(row -> hasRoom(row, widths, width))) {
      return widths.size();
    }
    int most = widths.size() - 1;
    while (most > 1 && start(widths, most) - GAP > width) {
      most--;
    }
    return most;
  }

  private static boolean hasRoom(List<String> row, List<Integer> widths, int width) {
    int start = start(widths, row.size() - 1);
    return start == 0 || start + Math.min(length(row.getLast()), LEAST) <= width;
  }

  /** Where a column begins. */
  private static int start(List<Integer> widths, int column) {
    return widths.stream().limit(column).mapToInt(each -> each + GAP).sum();
  }

  private static List<String> block(List<String> row, List<Integer> widths, int width) {
    var start = new StringBuilder();
    for (int i = 0; i < row.size() - 1; i++) {
      start.append(row.get(i)).append(" ".repeat(widths.get(i) - length(row.get(i)) + GAP));
    }
    int indent = length(start.toString());
    String last = row.getLast();
    int needed = Wrapped.narrowest(last);
    if (indent + needed > width && BELOW.length() + needed <= width && indent > BELOW.length()) {
      return both(
          List.of(start.toString().stripTrailing()), Wrapped.parts(last, width - BELOW.length()));
    }
    List<String> parts = Wrapped.parts(last, width - indent);
    return IntStream.range(0, parts.size())
        .mapToObj(i -> (i == 0 ? start : " ".repeat(indent)) + parts.get(i))
        .map(String::stripTrailing)
        .toList();
  }
}
