package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.store.PrivateMode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = "Write records as JSON lines, each exactly as the log has it.",
    footer = {
      "",
      "Examples:",
      "  portreeve audit export --since 24h > yesterday.jsonl",
      "  portreeve audit export --principal ci -o ci.jsonl"
    })
final class AuditExportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private JournalOption journal = new JournalOption();
  @Mixin private AuditWish wish = new AuditWish();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to a new file, the owner's alone, instead of standard output.")
  private Optional<Path> output = Optional.empty();

  AuditExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
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
  private static void export(AuditReader reader, AuditFilter filter, OutputStream out)
      throws IOException {
    OutputStream buffered = new BufferedOutputStream(out);
    reader.export(filter, buffered);
    buffered.flush();
  }
}
