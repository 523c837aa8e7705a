package io.portreeve.gateway.pages;

import static io.portreeve.gateway.pages.Html.tag;

import java.util.ArrayList;
import java.util.List;

/**
 * A table: what it shows in its caption, a head for each column, and in each row first what the row
 * is about. Where it is wider than a screen it moves by itself, also by the keyboard; on a phone
 * each row stands as a list of its own, which is why the roles of its parts are written out.
 */
public final class Table {
  private final String caption;
  private final List<String> heads;
  private final List<Html> rows = new ArrayList<>();

  private Table(String caption, List<String> heads) {
    this.caption = caption;
    this.heads = heads;
  }

  public static Table of(String caption, String... heads) {
    return new Table(caption, List.of(heads));
  }

  /** One more row, with a cell for each head. */
  public Table row(Html... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException("a cell for each head");
    }
    List<Html> shown = new ArrayList<>();
    for (int at = 0; at < cells.length; at++) {
      Html.Tag begun =
          at == 0
              ? tag("th").with("scope", "row").with("role", "rowheader")
              : tag("td").with("role", "cell").with("data-head", heads.get(at));
      shown.add(begun.holding(cells[at]));
    }
    rows.add(tag("tr").with("role", "row").holding(shown));
    return this;
  }

  /** The table; without rows, what is said then. */
  public Html orElse(String nothing) {
    return rows.isEmpty() ? Html.paragraph(nothing) : whole();
  }

  private static Html head(String words) {
    return tag("th").with("scope", "col").with("role", "columnheader").holding(words);
  }

  private Html whole() {
    Html head = tag("tr").with("role", "row").holding(heads.stream().map(Table::head).toList());
    return tag("div")
        .with("class", "scroll")
        .with("role", "region")
        .with("aria-label", caption)
        .with("tabindex", "0")
        .holding(
            tag("table")
                .with("role", "table")
                .holding(
                    tag("caption").holding(caption),
                    tag("thead").with("role", "rowgroup").holding(head),
                    tag("tbody").with("role", "rowgroup").holding(rows)));
  }
}
