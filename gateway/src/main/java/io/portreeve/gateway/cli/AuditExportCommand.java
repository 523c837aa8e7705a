package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.audit.AuditTail;
import io.portreeve.gateway.store.PrivateMode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = {
      "Write records as JSON lines, each exactly as the log has it.",
      "With --format ocsf each is an event of the Open Cybersecurity Schema Framework."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve audit export --since 24h > yesterday.jsonl",
      "  portreeve audit export --principal ci -o ci.jsonl",
      "  portreeve audit export --format ocsf --since 1h --follow | forwarder"
    })
final class AuditExportCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Endurance endurance;

  @Mixin private JournalOption journal = new JournalOption();
  @Mixin private AuditWish wish = new AuditWish();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to a new file, the owner's alone, instead of standard output.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "jsonl, as the log has them, or ocsf (default: jsonl).")
  private AuditFormat format = AuditFormat.JSONL;

  @Option(names = "--follow", description = "Go on with what is added, until Ctrl-C.")
  private boolean follow;

  /** The newest that was there when the export began to follow; 0 from then on. */
  private long exported;

  AuditExportCommand(Terminal terminal, Endurance endurance) {
    this.terminal = terminal;
    this.endurance = endurance;
  }

  @Override
  public Integer call() throws InterruptedException {
    AuditReader reader = journal.reader(terminal);
    AuditFilter filter = wish.filter(terminal);
    try {
      if (output.isPresent()) {
        try (OutputStream out = Files.newOutputStream(made(output.get()))) {
          export(reader, filter, out);
        }
      } else {
        export(reader, filter, terminal.bytes());
      }
      return ExitCode.OK.number();
    } catch (IOException fault) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "cannot export: " + Failures.oneLine(fault),
          "see `portreeve audit verify`");
    }
  }

  private Path made(Path named) throws IOException {
    Path file = terminal.path(named).toAbsolutePath();
    Path directory = file.resolveSibling(".").normalize();
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "cannot export: there is no directory at " + terminal.shown(directory),
          "make it first, or name a file elsewhere");
    }
    try {
      return Files.createFile(file, PrivateMode.ofFilesIn(directory));
    } catch (FileAlreadyExistsException taken) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "cannot export: there is a file at " + named + " already",
          "name a new one");
    }
  }

  @SuppressWarnings("resource") // closing it would close standard output
  private void export(AuditReader reader, AuditFilter filter, OutputStream out)
      throws IOException, InterruptedException {
    OutputStream buffered = new BufferedOutputStream(out);
    AuditTail tail = reader.tail(filter);
    reader.forEach(
        filter,
        record -> {
          write(record, buffered);
          exported = record.seq();
        });
    buffered.flush();
    if (follow) {
      EventLog log = new EventLog(terminal, false);
      try (TailLoop _ = TailLoop.start(log, tail, records -> more(records, buffered))) {
        endurance.last(() -> {});
      }
    }
  }

  private void write(AuditRecord record, OutputStream out) throws IOException {
    out.write(format.of(record).toBytes());
    out.write('\n');
  }

  /** What came between the two looks was seen by both. */
  private void more(List<AuditRecord> records, OutputStream out) {
    try {
      for (AuditRecord record : records) {
        if (record.seq() > exported) {
          write(record, out);
        }
      }
      if (!records.isEmpty()) {
        exported = 0; // another log may begin
        out.flush();
      }
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
