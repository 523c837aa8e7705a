package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditReport;
import io.portreeve.gateway.audit.ReportWords;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;

/** What verifying a journal showed, in words and as JSON. */
final class VerificationText {
  private VerificationText() {}

  static void print(AuditReport report, Terminal terminal) {
    terminal.text(
        report
            .broken()
            .map(place -> terminal.bad("broken") + ": " + Shown.of(place.toString()))
            .orElseGet(() -> terminal.good("intact")));
    terminal.text(ReportWords.counts(report));
    report.notices().forEach(notice -> terminal.text(Shown.of(ReportWords.notice(notice))));
    if (report.isIntact()) {
      known(report, terminal);
      report.newest().ifPresent(line -> newest(line, terminal));
    }
  }

  private static void known(AuditReport report, Terminal terminal) {
    report.known().forEach(known -> terminal.text(ReportWords.known(known)));
    if (report.known().isEmpty()) {
      terminal.text(
          "compared with nothing kept elsewhere: a log set back to an older state as a whole would"
              + " not show");
    }
  }

  private static void newest(String line, Terminal terminal) {
    terminal.line("newest checkpoint, a signature over all records before it:");
    terminal.line(Shown.of(line));
    terminal.text(
        "keep that line where this log's keeper cannot write; `--witness FILE` then finds a log"
            + " that lost it");
  }

  static JsonObject json(AuditReport report) {
    JsonObject json =
        JsonObject.empty()
            .with("intact", report.isIntact())
            .with("segments", report.segments())
            .with("from", report.from())
            .with("records", report.records())
            .with("checkpoints", report.checkpoints())
            .with("unsealed", report.unsealed())
            .with("tornBytes", report.tornBytes())
            .with(
                "known", JsonArray.of(report.known().stream().map(VerificationText::json).toList()))
            .with(
                "notices",
                JsonArray.of(report.notices().stream().map(VerificationText::json).toList()));
    if (report.broken().isPresent()) {
      json = json.with("broken", json(report.broken().get()));
    }
    return report.newest().isPresent() ? json.with("newest", report.newest().get()) : json;
  }

  private static JsonObject json(AuditReport.Known known) {
    return JsonObject.empty().with("by", known.by()).with("seq", known.seq());
  }

  private static JsonObject json(AuditReport.Notice notice) {
    return JsonObject.empty()
        .with("file", notice.file())
        .with("line", notice.line())
        .with("event", notice.event())
        .with("said", notice.said().without("event").without("base64"));
  }

  private static JsonObject json(AuditReport.Broken place) {
    return JsonObject.empty()
        .with("file", place.file())
        .with("line", place.line())
        .with("what", place.what());
  }
}
