package io.portreeve.gateway.console.findings;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.GivenForm;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.PageAddress;
import io.portreeve.gateway.pages.Slice;
import io.portreeve.gateway.pages.Table;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.gateway.store.Acceptance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows findings, the worst first, and then what was accepted.
 *
 * @param ended when the last scan ended; empty if none did yet
 * @param open those that nobody accepted, in their order
 * @param given makes the forms of the page; empty: whoever looks may say nothing
 */
record FindingsText(
    Optional<Instant> ended,
    List<Finding> open,
    List<Acceptance> accepted,
    Optional<GivenForm> given) {

  Html shown(String from) {
    Slice<Finding> slice = Slice.of(open, from);
    return Html.all(
        standing(),
        Html.all(
            Arrays.stream(Severity.values())
                .sorted(Comparator.reverseOrder())
                .map(severity -> part(severity, slice.items()))
                .toList()),
        slice.way(PageAddress.of(FindingViews.ADDRESS)),
        tag("h2").holding("Accepted"),
        acceptances());
  }

  private Html standing() {
    String found =
        ended.isEmpty() && open.isEmpty()
            ? "No scan has ended yet since the gateway began, so what there is to find is not known."
            : open.isEmpty() ? "Scans found nothing that nobody accepted." : counts() + ".";
    Html last =
        ended
            .map(at -> Html.all(text(" The last scan ended at "), Facts.time(at), text(".")))
            .orElseGet(Html::none);
    return tag("p").with("role", "status").holding(text(found), last);
  }

  private String counts() {
    return Arrays.stream(Severity.values())
        .sorted(Comparator.reverseOrder())
        .map(severity -> "%d %s".formatted(count(severity), severity.word()))
        .collect(Collectors.joining(", "));
  }

  private long count(Severity severity) {
    return open.stream().filter(one -> one.severity() == severity).count();
  }

  private Html part(Severity severity, List<Finding> shown) {
    List<Html> items =
        shown.stream().filter(one -> one.severity() == severity).map(this::item).toList();
    return items.isEmpty()
        ? Html.none()
        : Html.all(
            tag("h2")
                .holding(
                    severity.word().substring(0, 1).toUpperCase(Locale.ROOT)
                        + severity.word().substring(1)),
            tag("ul").with("class", "calls").holding(items));
  }

  private Html item(Finding one) {
    Facts facts =
        new Facts()
            .with("What shows it", code(one.evidence()))
            .with("What to do", text(one.rule().remedy()));
    one.file().ifPresent(file -> facts.with("File", code(VisibleText.line(file.toString()))));
    List<Html> parts = new ArrayList<>();
    parts.add(
        tag("h3")
            .holding(
                text(one.server().isEmpty() ? "Portreeve, " : "Server " + one.server() + ", "),
                code(one.place()),
                text(": " + one.rule().title())));
    parts.add(facts.with("Finding", code(one.id())).shown());
    given.ifPresent(it -> parts.add(accept(one.id(), it)));
    return tag("li").holding(parts);
  }

  private static Html accept(String id, GivenForm given) {
    String field = "reason-" + id;
    return tag("details")
        .holding(
            tag("summary").holding("Accept it"),
            form(
                id,
                "accept",
                given,
                tag("label").with("for", field).holding("Why it may stay, for the record"),
                tag("textarea")
                    .with("id", field)
                    .with("name", "reason")
                    .with("rows", "2")
                    .with("maxlength", Integer.toString(FindingViews.LONGEST_REASON))
                    .with("required")
                    .holding("")));
  }

  private Html acceptances() {
    List<String> heads = new ArrayList<>(List.of("Finding", "Why", "By", "At"));
    given.ifPresent(_ -> heads.add("Take back"));
    Table table = Table.of("What somebody lives with", heads.toArray(String[]::new));
    accepted.forEach(one -> {
      List<Html> cells =
          new ArrayList<>(
              List.of(
                  code(VisibleText.line(one.finding())),
                  text(VisibleText.lines(one.reason())),
                  code(VisibleText.line(one.by())),
                  Facts.time(one.at())));
      given.ifPresent(it -> cells.add(form(one.finding(), "withdraw", it)));
      table.row(cells.toArray(Html[]::new));
    });
    return table.orElse("No finding is accepted.");
  }

  private static Html form(String id, String word, GivenForm given, Html... fields) {
    boolean accepts = word.equals("accept");
    return given.about(
        id,
        Html.all(fields),
        tag("button")
            .with("name", "word")
            .with("value", word)
            .with("class", accepts ? "" : "quiet")
            .holding(accepts ? "Accept it" : "Take it back"));
  }
}
