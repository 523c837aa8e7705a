package io.portreeve.gateway.audit;

import io.portreeve.mcp.json.JsonObject;

/** What verifying a journal showed, in words. */
public final class ReportWords {
  private ReportWords() {}

  /** How much was read, and how much of that is signed. */
  public static String counts(AuditReport report) {
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

  /** That a checkpoint of elsewhere is there. */
  public static String known(AuditReport.Known known) {
    return "the checkpoint that the %s holds (record %d) is in the log"
        .formatted(known.by(), known.seq());
  }

  /** What the log says about itself; texts of others may stand in it. */
  public static String notice(AuditReport.Notice notice) {
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
}
