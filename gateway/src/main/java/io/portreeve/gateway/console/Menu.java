package io.portreeve.gateway.console;

import static io.portreeve.gateway.pages.Html.tag;

import io.portreeve.gateway.pages.Html;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Leads from page to page, each visitor to those alone that he may open. */
record Menu(List<Entry> entries) {
  Menu {
    entries = List.copyOf(entries);
  }

  /** One page. */
  record Entry(String path, String title, Predicate<Visit> open) {}

  private List<Entry> of(Visit visit) {
    return entries.stream().filter(entry -> entry.open().test(visit)).toList();
  }

  /** Where somebody begins; empty if there is nothing for him. */
  Optional<String> first(Visit visit) {
    return of(visit).stream().map(Entry::path).findFirst();
  }

  /**
   * The navigation.
   *
   * @param here the path of the page that it stands on
   */
  Html shown(Visit visit, String here) {
    return tag("nav")
        .with("aria-label", "Pages")
        .holding(of(visit).stream().map(entry -> link(entry, here)).toList());
  }

  private static Html link(Entry entry, String here) {
    Html.Tag link = tag("a").with("href", entry.path());
    boolean inside = here.equals(entry.path()) || here.startsWith(entry.path() + "/");
    return (inside ? link.with("aria-current", "page") : link).holding(entry.title());
  }
}
