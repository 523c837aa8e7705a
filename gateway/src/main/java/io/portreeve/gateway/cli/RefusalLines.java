package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a gateway does not let go on, on its own screen: a line for each refusal and for each call
 * that waits for a person, and of many in a second only the first ones.
 */
final class RefusalLines {
  private static final int MOST = 5;
  private static final String REFUSED = "refuse";
  private static final String WAITS = "needs-approval";
  private static final List<String> NAMED =
      List.of(
          "principal",
          "endpoint",
          "server",
          "method",
          "tool",
          "prompt",
          "resource",
          "reason",
          "detail");

  private RefusalLines() {}

  /** Shows what is refused from now on, from the audit log below the data directory. */
  static TailLoop start(Path data, EventLog log, BiConsumer<Terminal, List<AuditRecord>> shown)
      throws IOException {
    AuditReader journal = new AuditReader(AuditJournal.directoryIn(data));
    return TailLoop.start(
        log,
        journal.tail(AuditFilter.all().verdicts(Set.of(REFUSED, WAITS))),
        refused -> shown.accept(log.terminal(), refused));
  }

  /** Shows what was refused since the last look. */
  static void show(Terminal terminal, List<AuditRecord> refused) {
    refused.stream().limit(MOST).forEach(record -> terminal.err().println(line(record)));
    if (refused.size() > MOST) {
      String more = "refused  and " + (refused.size() - MOST) + " more: ";
      terminal.err().println(terminal.typed(more + "see `portreeve audit show --verdict refuse`"));
    }
    terminal.err().flush();
  }

  /** The same for a program that reads it: an object for each, with what is on record of it. */
  static void showJson(Terminal terminal, List<AuditRecord> refused) {
    refused.forEach(record -> terminal.err().println(JsonLines.shown(json(record))));
    terminal.err().flush();
  }

  private static JsonObject json(AuditRecord record) {
    String event = waits(record) ? "exchange.needs-approval" : "exchange.refused";
    JsonObject line =
        JsonLines.line(record.time(), "WARNING", event, line(record))
            .with("exchange", record.exchange());
    for (String name : NAMED) {
      Optional<String> said = record.fields().string(name);
      line = said.isPresent() ? line.with(name, said.get()) : line;
    }
    return line;
  }

  private static String line(AuditRecord record) {
    JsonObject fields = record.fields();
    String what = said(fields, " ", "principal", "server", "method", "tool", "prompt", "resource");
    String why = said(fields, ": ", "reason", "detail");
    return "%s  %s  %s  (exchange %s)"
        .formatted(waits(record) ? "waits" : "refused", what, why, record.exchange());
  }

  private static boolean waits(AuditRecord record) {
    return record.fields().string("verdict").filter(WAITS::equals).isPresent();
  }

  private static String said(JsonObject fields, String between, String... names) {
    return Stream.of(names)
        .flatMap(name -> fields.string(name).stream())
        .filter(text -> !text.isEmpty())
        .map(Shown::of)
        .collect(Collectors.joining(between));
  }
}
