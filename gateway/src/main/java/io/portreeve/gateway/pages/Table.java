package io.portreeve.gateway.pages;

import static io.portreeve.gateway.pages.Html.tag;

import java.util.ArrayList;
import java.util.List;

/**
 * A table: what it shows in its caption, a head for each column, and in each row first what the row
 * is about. Where it is wider than a screen it moves by itself, also by the keyboard.
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
    for (Html cell : cells) {
      Html.Tag begun = shown.isEmpty() ? tag("th").with("scope", "row") : tag("td");
      shown.add(begun.holding(cell));
    }
    rows.add(tag("tr").holding(shown));
    return this;
  }

  /** The table; without rows, what is said then. */
  public Html orElse(String nothing) {
    return rows.isEmpty() ? Html.paragraph(nothing) : whole();
  }

  private Html whole() {
    Html head =
        tag("tr")
            .holding(heads.stream().map(it -> tag("th").with("scope", "col").holding(it)).toList());
    return tag("div")
        .with("class", "scroll")
        .with("role", "region")
        .with("aria-label", caption)
        .with("tabindex", "0")
        .holding(
            tag("table")
                .holding(
                    tag("caption").holding(caption),
                    tag("thead").holding(head),
                    tag("tbody").holding(rows)));
  }
}
