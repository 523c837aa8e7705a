package io.portreeve.gateway.console.overview;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.console.decisions.Ending;
import io.portreeve.gateway.console.decisions.Window;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.PageAddress;
import io.portreeve.gateway.pages.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Shows how it goes.
 *
 * @param waiting how many calls wait for a person
 * @param servers their ids
 * @param up whether one answered when it was asked last; empty before it was asked
 */
record OverviewText(
    Lately lately, int waiting, List<String> servers, Function<String, OptionalLong> up) {

  /**
   * The page.
   *
   * @param since the time of the oldest decision that is known, where there may be older ones
   */
  Html of(Optional<Instant> since) {
    return Html.all(choice(), reach(since), sums(), calls(), reasons(), flows(), standings());
  }

  private Html choice() {
    List<Html> links = new ArrayList<>();
    for (Window one : Window.values()) {
      Html.Tag link =
          tag("a")
              .with(
                  "href",
                  PageAddress.of(OverviewPage.PATH).with(OverviewPage.FOR, Forms.word(one)).text());
      links.add(
          (one == lately.window() ? link.with("aria-current", "true") : link).holding(one.title()));
    }
    return tag("p").with("class", "ways").holding(links);
  }

  private static Html reach(Optional<Instant> since) {
    return since
        .<Html>map(oldest ->
            tag("p")
                .with("class", "small")
                .holding(
                    text("Only the newest decisions are counted, since "),
                    Facts.time(oldest),
                    text(".")))
        .orElseGet(Html::none);
  }

  private Html sums() {
    return tag("dl")
        .with("class", "sums")
        .holding(
            sum("Messages", lately.all().size()),
            sum("Forwarded", lately.count(Ending.FORWARDED)),
            sum("Refused", lately.refused()),
            sum("Failed", lately.count(Ending.FAILED)),
            sum("Approvals waiting", waiting));
  }

  private static Html sum(String name, long count) {
    return tag("div").holding(tag("dt").holding(name), tag("dd").holding(Long.toString(count)));
  }

  private Html calls() {
    return Html.all(
        tag("h2").holding("Messages"),
        lately.all().isEmpty()
            ? paragraph("None in this time.")
            : Chart.columns("Messages by what became of them", lately.steps()));
  }

  private Html reasons() {
    return Html.all(
        tag("h2").holding("Why messages were not answered"),
        bars("Reasons, the most frequent first", "reason", lately.reasons())
            .orElse("Every message went on."));
  }

  private Html flows() {
    Map<String, Integer> flows = lately.flows();
    return flows.isEmpty()
        ? Html.none()
        : Html.all(
            tag("h2").holding("What steered calls"),
            bars("Verdicts on the labels of values", "search", flows).orElse("None."));
  }

  /** Each leads to those that it counts, by this field of the page of decisions. */
  private Table bars(String caption, String field, Map<String, Integer> counts) {
    Table table = Table.of(caption, "Reason", "Count", "Part");
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    counts.forEach((reason, count) ->
        table.row(
            tag("a").with("href", decisions(field, reason)).holding(VisibleText.line(reason)),
            text(Integer.toString(count)),
            Chart.bar(count, most)));
    return table;
  }

  private String decisions(String field, String reason) {
    return PageAddress.of("/console/decisions")
        .with("since", Forms.word(lately.window()))
        .with(field, reason)
        .text();
  }

  private Html standings() {
    Table table =
        Table.of(
            "Servers in this time",
            "Server",
            "Stands",
            "Forwarded",
            "Refused",
            "Failed",
            "Median",
            "95 of 100",
            "Time");
    List<Lately.Served> all = servers.stream().map(lately::served).toList();
    long slowest = all.stream().mapToLong(one -> one.slow().toMillis()).max().orElse(0);
    for (int i = 0; i < servers.size(); i++) {
      Lately.Served one = all.get(i);
      Stream<Html> cells =
          Stream.of(
              code(servers.get(i)),
              text(standing(servers.get(i))),
              text(Long.toString(one.forwarded())),
              text(Long.toString(one.refused())),
              text(Long.toString(one.failed())),
              text(one.median().toMillis() + " ms"),
              text(one.slow().toMillis() + " ms"),
              Chart.bar((double) one.slow().toMillis(), (double) slowest));
      table.row(cells.toArray(Html[]::new));
    }
    return Html.all(tag("h2").holding("Servers"), table.orElse("None."));
  }

  private String standing(String server) {
    OptionalLong last = up.apply(server);
    return last.isEmpty() ? "not asked yet" : last.getAsLong() == 1 ? "answers" : "fails";
  }
}
