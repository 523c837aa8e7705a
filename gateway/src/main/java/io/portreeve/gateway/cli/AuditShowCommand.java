package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "show",
    description = "Show the last records of the log, oldest first.",
    footer = {
      "",
      "Examples:",
      "  portreeve audit show --verdict refuse --since 1h",
      "  portreeve audit show --exchange 7Qm2Vt0XbLs4 --json"
    })
final class AuditShowCommand implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("TIME", "KIND", "EXCHANGE", "PRINCIPAL", "SERVER", "WHAT", "VERDICT", "REASON");

  private final Terminal terminal;

  @Mixin private JournalOption journal = new JournalOption();
  @Mixin private AuditWish wish = new AuditWish();

  @Option(names = "--last", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
  private int last = 50;

  @Option(names = "--json", description = "Report as JSON, each record as the log has it.")
  private boolean json;

  AuditShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      List<AuditRecord> records = journal.reader(terminal).last(last, wish.filter(terminal));
      if (json) {
        records.forEach(record -> terminal.line(record.json()));
      } else {
        print(records);
      }
      return ExitCode.OK.number();
    } catch (IOException fault) {
      throw JournalOption.unreadable(fault);
    }
  }

  private void print(List<AuditRecord> records) {
    if (records.isEmpty()) {
      terminal.line("no such record");
      return;
    }
    var rows = new ArrayList<>(List.of(HEAD));
    records.forEach(record -> rows.add(row(record)));
    terminal.table(rows);
  }

  private static List<String> row(AuditRecord record) {
    JsonObject fields = record.fields();
    return List.of(
        record.time().truncatedTo(ChronoUnit.MILLIS).toString(),
        record.kind().wire(),
        text(record.exchange()),
        field(fields, "principal"),
        field(fields, "server"),
        what(fields),
        text(fields.string("verdict").or(() -> fields.string("ending")).orElse("")),
        field(fields, "reason"));
  }

  /** The method and what it is about, or the name of an event. */
  private static String what(JsonObject fields) {
    String words =
        String.join(
            " ",
            Stream.of("event", "method", "tool", "prompt", "resource")
                .flatMap(name -> fields.string(name).stream())
                .toList());
    return text(words);
  }

  private static String field(JsonObject fields, String name) {
    return text(fields.string(name).orElse(""));
  }

  private static String text(String text) {
    return text.isEmpty() ? "-" : Shown.of(text);
  }
}
