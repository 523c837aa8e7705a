package io.portreeve.gateway.pages;

import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import java.util.ArrayList;
import java.util.List;

/**
 * As much of a long list as one page shows.
 *
 * @param items those that are shown
 * @param from how many stand before them
 * @param total how many there are
 */
public record Slice<T>(List<T> items, int from, int total) {
  public static final int MOST = 100;

  public Slice {
    items = List.copyOf(items);
  }

  /**
   * Those from a place on that a query names; from the first where it names none.
   *
   * @param from a decimal number, as {@code from} of a query has it
   */
  public static <T> Slice<T> of(List<T> all, String from) {
    int begin = from.matches("[0-9]{1,9}") ? Math.min(Integer.parseInt(from), all.size()) : 0;
    return new Slice<>(all.subList(begin, Math.min(begin + MOST, all.size())), begin, all.size());
  }

  /**
   * Leads to what stands before and behind; nothing where all is shown.
   *
   * @param address of the page
   */
  public Html way(PageAddress address) {
    if (items.size() == total) {
      return Html.none();
    }
    List<Html> ways = new ArrayList<>();
    ways.add(text("%d to %d of %d ".formatted(from + 1, from + items.size(), total)));
    if (from > 0) {
      ways.add(link(address, Math.max(0, from - MOST), "Before"));
    }
    if (from + items.size() < total) {
      ways.add(link(address, from + MOST, "After"));
    }
    return tag("nav").with("class", "ways").with("aria-label", "More of the list").holding(ways);
  }

  private static Html link(PageAddress address, int from, String text) {
    return tag("a").with("href", address.with("from", Integer.toString(from)).text()).holding(text);
  }
}
