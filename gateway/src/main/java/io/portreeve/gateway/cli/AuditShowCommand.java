package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.audit.AuditTail;
import io.portreeve.gateway.denial.Denial;
import io.portreeve.gateway.denial.Denials;
import io.portreeve.gateway.denial.Refused;
import io.portreeve.gateway.display.ShellWord;
import io.portreeve.gateway.keeping.Bounded;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "show",
    description = {
      "Show the last records of the log, oldest first.",
      "With --exchange, ends with 1 if there is none of it."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve audit show --verdict refuse --since 1h",
      "  portreeve audit show --verdict refuse --last 0 --follow",
      "  portreeve audit show --exchange 849802c1cb206c02a5e7d31f90b84c6e --json"
    })
final class AuditShowCommand implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("TIME", "KIND", "EXCHANGE", "PRINCIPAL", "SERVER", "WHAT", "VERDICT", "REASON");

  /** Of so many exchanges it is remembered what they are about: their outcomes do not say. */
  private static final int EXCHANGES = 10_000;

  private final Terminal terminal;
  private final Endurance endurance;
  private final Map<String, String> subjects = Bounded.latelyUsed(EXCHANGES);
  private Set<AuditRecord> shown = Set.of();

  @Mixin private JournalOption journal = new JournalOption();
  @Mixin private AuditWish wish = new AuditWish();

  @Option(names = "--last", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
  private int last = 50;

  @Option(names = "--json", description = "Report as JSON, one record a line.")
  private boolean json;

  @Option(names = "--follow", description = "Go on with what is added, until Ctrl-C.")
  private boolean follow;

  AuditShowCommand(Terminal terminal, Endurance endurance) {
    this.terminal = terminal;
    this.endurance = endurance;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (last < 0) {
      throw new CommandFailure(
          ExitCode.USAGE, "--last is less than nothing", "give how many, or 0 for none");
    }
    try {
      AuditFilter filter = wish.filter(terminal);
      JournalPlace place = journal.place(terminal).present();
      AuditReader reader = new AuditReader(place.directory());
      AuditTail tail = reader.tail(filter);
      List<AuditRecord> records = last == 0 ? List.of() : reader.last(last, filter);
      show(records);
      if (!json) {
        place.windows().forEach(this::beside);
      }
      if (follow) {
        try (TailLoop _ = TailLoop.start(new EventLog(terminal, false), tail, this::more)) {
          endurance.last(() -> {});
        }
        return ExitCode.OK.number();
      }
      boolean missed = wish.ofOneExchange() && records.isEmpty();
      return (missed ? ExitCode.FINDING : ExitCode.OK).number();
    } catch (IOException fault) {
      throw JournalOption.unreadable(fault);
    }
  }

  private void beside(Path window) {
    String log = ShellWord.of(window.toString());
    terminal.hint("another window of the client: `portreeve audit show --journal " + log + "`");
  }

  private void show(List<AuditRecord> records) {
    shown = follow ? Set.copyOf(records) : Set.of();
    if (json) {
      records.forEach(record -> terminal.line(record.json()));
    } else if (!follow || !records.isEmpty()) {
      print(records);
    }
    terminal.out().flush();
  }

  /** What came meanwhile: not in columns, whose widths nobody knows yet. */
  private void more(List<AuditRecord> records) {
    for (AuditRecord record : records) {
      if (shown.contains(record)) {
        continue; // it came between the two looks, and was seen by both
      }
      shown = Set.of();
      if (json) {
        terminal.line(record.json());
      } else {
        terminal.line(String.join("  ", row(record)));
      }
    }
    terminal.out().flush();
  }

  private void print(List<AuditRecord> records) {
    if (records.isEmpty()) {
      terminal.line("no such record");
      return;
    }
    var rows = new ArrayList<>(List.of(HEAD));
    records.forEach(record -> rows.add(row(record)));
    terminal.table(rows);
    if (wish.ofOneExchange()) {
      denial(records);
      decisions(records);
    }
  }

  /** Of a single exchange: what each control said, and what its reason means. */
  private void decisions(List<AuditRecord> records) {
    var rows = new ArrayList<List<String>>();
    for (AuditRecord record : records) {
      for (Json decision : record.fields().array("decisions").orElse(JsonArray.of(List.of()))) {
        if (decision instanceof JsonObject said) {
          rows.add(
              List.of(field(said, "control"), field(said, "verdict"), why(said), meaning(said)));
        }
      }
    }
    if (!rows.isEmpty()) {
      terminal.line("");
      rows.addFirst(List.of("CONTROL", "VERDICT", "REASON", "WHICH MEANS"));
      terminal.table(rows);
    }
  }

  /** By what it was refused, where that is written now, and what would allow it. */
  private void denial(List<AuditRecord> records) {
    Denials denials =
        journal.given() ? Denials.ofNone() : Denials.of(journal.configuration(terminal));
    records.stream()
        .flatMap(record -> denial(denials, record).stream())
        .distinct()
        .forEach(said -> {
          terminal.line("");
          terminal.table(DenialRows.of(terminal, said));
        });
  }

  private static Optional<Denial> denial(Denials denials, AuditRecord record) {
    JsonObject fields = record.fields();
    String subject =
        Stream.of("tool", "prompt", "resource")
            .flatMap(name -> fields.string(name).stream())
            .findFirst()
            .orElse("");
    Refused what =
        new Refused(
            fields.string("principal").orElse(""),
            fields.string("server").orElse(""),
            fields.string("tool").isPresent(),
            subject,
            fields.string("detail").orElse(""));
    return reason(fields).flatMap(reason -> denials.of(reason, what));
  }

  private static String meaning(JsonObject said) {
    return reason(said).map(Reason::explanation).orElse("-");
  }

  private static Optional<Reason> reason(JsonObject said) {
    return Stream.of(Reason.values())
        .filter(reason -> said.string("reason").equals(Optional.of(reason.wire())))
        .findFirst();
  }

  private List<String> row(AuditRecord record) {
    JsonObject fields = record.fields();
    String subject = subjects.merge(record.exchange(), what(fields), AuditShowCommand::fuller);
    return List.of(
        record.time().truncatedTo(ChronoUnit.MILLIS).toString(),
        record.kind().wire(),
        text(record.exchange()),
        field(fields, "principal"),
        field(fields, "server"),
        record.exchange().isEmpty() ? what(fields) : subject,
        text(fields.string("verdict").or(() -> fields.string("ending")).orElse("")),
        record.kind() == AuditKind.EVENT ? text(EventText.of(fields)) : why(fields));
  }

  /** The reason, and what else the operator is told of it. */
  private static String why(JsonObject fields) {
    String why =
        Stream.of("reason", "detail")
            .flatMap(name -> fields.string(name).stream())
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining(": "));
    return text(why);
  }

  /** Only the decision of an exchange says what it was about; its outcome is about the same. */
  private static String fuller(String decision, String outcome) {
    return decision.length() < outcome.length() ? outcome : decision;
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
