package io.portreeve.gateway.console.audit;

import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.audit.AuditReport;
import io.portreeve.gateway.audit.ReportWords;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.GivenForm;
import io.portreeve.gateway.pages.Html;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Shows whether the log is whole, and takes the wishes of whoever wants records of it. */
final class AuditText {
  private AuditText() {}

  static Html of(Verifying state, GivenForm given) {
    return Html.all(
        tag("h2").holding("Verification"),
        switch (state) {
          case Verifying.NotYet _ ->
              paragraph("Nobody verified the log here since the configuration was loaded.");
          case Verifying.Under under -> under(under);
          case Verifying.Over(AuditReport report, Instant at) -> over(report, at);
          case Verifying.Broke(String why, Instant at) ->
              state(
                  text("Could not be verified, which says nothing about the log, at "),
                  Facts.time(at),
                  text(": " + VisibleText.line(why)));
        },
        state instanceof Verifying.Under
            ? Html.none()
            : given.about("verify", tag("button").holding("Verify the whole log")),
        export());
  }

  private static Html state(Html... words) {
    return tag("p").with("class", "state").with("role", "status").holding(words);
  }

  private static Html under(Verifying.Under under) {
    return under.of() == 0
        ? state(text("It begins."))
        : Html.all(
            state(text("%d of %d files are read.".formatted(under.files(), under.of()))),
            tag("progress")
                .with("aria-label", "Files that are read")
                .with("max", Integer.toString(under.of()))
                .with("value", Integer.toString(under.files()))
                .holding(""));
  }

  private static Html over(AuditReport report, Instant at) {
    List<Html> parts = new ArrayList<>();
    parts.add(
        report
            .broken()
            .map(place ->
                state(
                    tag("strong").with("class", "bad").holding("Broken"),
                    text(" at "),
                    Facts.time(at),
                    text(": " + VisibleText.line(place.toString()))))
            .orElseGet(() -> state(tag("strong").holding("Intact"), text(" at "), Facts.time(at))));
    parts.add(paragraph(ReportWords.counts(report)));
    report.notices().stream()
        .map(ReportWords::notice)
        .map(VisibleText::line)
        .forEach(notice -> parts.add(paragraph(notice)));
    if (report.isIntact()) {
      report.known().forEach(known -> parts.add(paragraph(ReportWords.known(known))));
      report.newest().ifPresent(line -> parts.add(newest(line)));
    }
    return Html.all(parts);
  }

  private static Html newest(String line) {
    return Html.all(
        paragraph(
            "The newest checkpoint is a signature over all records before it. Keep it where this"
                + " log's keeper cannot write; portreeve audit verify --witness FILE then finds a"
                + " log that lost it."),
        tag("pre").holding(VisibleText.line(line)));
  }

  private static Html export() {
    return Html.all(
        tag("h2").holding("Export"),
        paragraph(
            "Records as JSON lines, each exactly as the log has it: with the arguments of calls, as"
                + " far as audit.values keeps them. That you took them is on record."),
        tag("form")
            .with("method", "get")
            .with("action", Export.ADDRESS)
            .holding(
                field("since", "Not older than", "24h"),
                field("principal", "Of this principal alone", ""),
                field("exchange", "Of this exchange alone", ""),
                tag("button").holding("Export")));
  }

  private static Html field(String name, String label, String value) {
    return Html.all(
        tag("label").with("for", name).holding(label),
        tag("input")
            .with("id", name)
            .with("name", name)
            .with("value", value)
            .with("autocomplete", "off")
            .alone());
  }
}
