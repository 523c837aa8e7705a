package io.portreeve.gateway.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table as Markdown writes it. */
public final class MarkdownTable {
  private final StringBuilder text = new StringBuilder("\n");

  /** One with these heads, and no row yet. */
  public MarkdownTable(String... heads) {
    line(List.of(heads));
    text.append("|---".repeat(heads.length)).append("|\n");
  }

  /** A row more, with a cell for each head. */
  public void row(String... cells) {
    line(Arrays.asList(cells));
  }

  private void line(List<String> cells) {
    text.append(
        cells.stream()
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n"))
            .replace("|  |", "| |"));
  }

  /** Each of these names as code, with commas between; empty where there is none. */
  public static String names(String list) {
    return list.isEmpty() ? "" : "`" + list.replace(", ", "`, `") + "`";
  }

  /** With an empty line before it. */
  @Override
  public String toString() {
    return text.toString().replace("|  |", "| |");
  }
}
