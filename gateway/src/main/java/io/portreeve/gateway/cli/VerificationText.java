package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditReport;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;

/** What verifying a journal showed, in words and as JSON. */
final class VerificationText {
  private VerificationText() {}

  static void print(AuditReport report, Terminal terminal) {
    terminal.line(
        report
            .broken()
            .map(place -> terminal.bad("broken") + ": " + Shown.of(place.toString()))
            .orElseGet(() -> terminal.good("intact")));
    terminal.line(counts(report));
    report.notices().forEach(notice -> terminal.line(Shown.of(notice(notice))));
    if (report.isIntact()) {
      known(report, terminal);
      report.newest().ifPresent(line -> newest(line, terminal));
    }
  }

  private static void known(AuditReport report, Terminal terminal) {
    report.known().forEach(known -> terminal.line(known(known)));
    if (report.known().isEmpty()) {
      terminal.line(
          "compared with nothing kept elsewhere: a log set back to an older state as a whole would"
              + " not show");
    }
  }

  private static String counts(AuditReport report) {
    String counted =
        many(report.records(), "record")
            + " in "
            + many(report.segments(), "file")
            + ", "
            + many(report.checkpoints(), "checkpoint");
    if (!report.isIntact()) {
      return counted + " up to there; what follows was not looked at";
    }
    String from = report.from() > 1 ? " (from record " + report.from() + " on)" : "";
    String tail = report.unsealed() == 0 ? "" : "; the last %d are chained, not signed yet";
    String torn =
        report.tornBytes() == 0 ? "" : "; behind them a line of %d bytes that is not finished";
    return counted + from + tail.formatted(report.unsealed()) + torn.formatted(report.tornBytes());
  }

  private static String many(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String known(AuditReport.Known known) {
    return "the checkpoint that the %s holds (record %d) is in the log"
        .formatted(known.by(), known.seq());
  }

  private static void newest(String line, Terminal terminal) {
    terminal.line("newest checkpoint, a signature over all records before it:");
    terminal.line(Shown.of(line));
    terminal.line(
        "keep that line where this log's keeper cannot write; `--witness FILE` then finds a log"
            + " that lost it");
  }

  private static String notice(AuditReport.Notice notice) {
    return "%s line %d: %s: %s"
        .formatted(notice.file(), notice.line(), notice.event(), meaning(notice));
  }

  private static String meaning(AuditReport.Notice notice) {
    JsonObject said = notice.said();
    return switch (notice.event()) {
      case "resumed" -> resumed(said);
      case "tail-recovered" ->
          "an unfinished last line of %d bytes is kept in this record"
              .formatted(number(said, "bytes"));
      case "records-lost" ->
          "records through %d were signed, of which those after %d are gone: by a loss of power, or by a hand"
              .formatted(number(said, "signed-through"), number(said, "found-through"));
      case "records-refused" ->
          "%d records before this one could not be written, and what they were about was refused"
              .formatted(number(said, "refused"));
      case "head-missing" -> "the head was missing: an end cut off before would not have shown";
      case "store-missing" -> "the store was missing: keys, pins and approvals were lost";
      case "journal-replaced" ->
          "this log was begun by hand; of the one before, %d records were known"
              .formatted(number(said, "known-through"));
      case "records-removed" ->
          "records through %d were removed, as the configuration wants"
              .formatted(number(said, "through"));
      default -> "see docs/audit.md";
    };
  }

  private static String resumed(JsonObject said) {
    long unsigned = number(said, "unsigned");
    String which =
        unsigned == 0
            ? "no record was unsigned then, but unsigned ones may have been cut off"
            : "records %d to %d (%d) were unsigned until then, so whoever could write the directory could have rewritten them"
                .formatted(number(said, "from"), number(said, "through"), unsigned);
    return "the process before ended without closing the log; " + which;
  }

  private static long number(JsonObject said, String name) {
    return said.integer(name).orElse(0L);
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
