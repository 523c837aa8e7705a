package io.portreeve.gateway.console.decisions;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shows a list of decisions, and what to search it with.
 *
 * @param cut whether there may be older ones than are known here
 */
record DecisionsText(DecisionFilter filter, List<String> servers, boolean cut) {

  /**
   * The page.
   *
   * @param found those that pass the filter, the newest first
   * @param all those among which they were looked for
   */
  Html of(List<Decided> found, List<Decided> all) {
    Table table =
        Table.of("Decisions, the newest first", "When", "What", "Server", "Who", "Verdict", "Why");
    found.stream().limit(DecisionsPage.SHOWN).forEach(one -> row(one, table));
    return Html.all(search(), count(found, all), table.orElse(nothing(all)), on(found));
  }

  private static String nothing(List<Decided> all) {
    return all.isEmpty()
        ? "Nothing was decided yet. Give a client the address that portreeve run printed, and what"
            + " it asks for is here."
        : "No decision is like that.";
  }

  private static void row(Decided one, Table table) {
    String what = one.subject().isEmpty() ? one.method() : one.subject();
    table.row(
        tag("a").with("href", WhyPage.address(one.number())).holding(Facts.time(one.at())),
        code(VisibleText.line(what.isEmpty() ? "at the door" : what)),
        text(VisibleText.line(one.server())),
        text(VisibleText.line(one.principal())),
        tag("span")
            .with("class", "verdict " + Forms.word(one.ending()))
            .holding(Forms.word(one.ending()).replace('-', ' ')),
        text(VisibleText.line(one.reason())));
  }

  private Html count(List<Decided> found, List<Decided> all) {
    String of =
        cut
            ? "%d of the newest %d; `portreeve audit show` has all that are kept."
                .formatted(found.size(), all.size())
            : "%d of %d on record.".formatted(found.size(), all.size());
    return tag("p").with("class", "small").with("role", "status").holding(of);
  }

  private Html on(List<Decided> found) {
    List<Html> ways = new ArrayList<>();
    if (!filter.get(DecisionFilter.BEFORE).isEmpty()) {
      ways.add(link(filter.fromTheNewest(), "The newest"));
    }
    if (found.size() > DecisionsPage.SHOWN) {
      Decided last = found.get(DecisionsPage.SHOWN - 1);
      ways.add(link(filter.before(last.number()), "Older ones"));
    }
    return ways.isEmpty() ? Html.none() : tag("p").with("class", "ways").holding(ways);
  }

  private static Html link(DecisionFilter to, String words) {
    return tag("a").with("href", to.address(DecisionsPage.PATH)).holding(words);
  }

  private Html search() {
    return tag("form")
        .with("method", "get")
        .with("action", DecisionsPage.PATH)
        .with("role", "search")
        .with("class", "search")
        .holding(
            field(DecisionFilter.SEARCH, "Search", "search"),
            filters(),
            tag("div")
                .with("class", "ways")
                .holding(
                    tag("button").holding("Filter"),
                    tag("a").with("href", DecisionsPage.PATH).holding("All")));
  }

  /** Closed where there is little room, unless one of them holds. */
  private Html filters() {
    Html.Tag details = tag("details").with("class", "filters");
    return (filter.filters() ? details.with("open") : details)
        .holding(
            tag("summary").holding("Filters"),
            tag("div")
                .holding(
                    choice(DecisionFilter.SERVER, "Server", servers),
                    field(DecisionFilter.PRINCIPAL, "Principal", "text"),
                    field(DecisionFilter.TOOL, "Tool", "text"),
                    choice(DecisionFilter.ENDING, "Verdict", words(Ending.values())),
                    field(DecisionFilter.REASON, "Reason", "text"),
                    choice(DecisionFilter.SINCE, "In the last", words(Window.values()))));
  }

  private static List<String> words(Enum<?>[] all) {
    return Stream.of(all).map(Forms::word).toList();
  }

  private Html field(String name, String label, String type) {
    return tag("div")
        .holding(
            tag("label").with("for", name).holding(label),
            tag("input")
                .with("id", name)
                .with("name", name)
                .with("type", type)
                .with("value", filter.get(name))
                .with("maxlength", "200")
                .with("autocomplete", "off")
                .alone());
  }

  private Html choice(String name, String label, List<String> values) {
    List<Html> options = new ArrayList<>();
    options.add(tag("option").with("value", "").holding("any"));
    for (String value : values) {
      Html.Tag option = tag("option").with("value", value);
      boolean chosen = value.equals(filter.get(name));
      options.add((chosen ? option.with("selected") : option).holding(value.replace('-', ' ')));
    }
    return tag("div")
        .holding(
            tag("label").with("for", name).holding(label),
            tag("select").with("id", name).with("name", name).holding(options));
  }
}
