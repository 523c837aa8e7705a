package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditReport;
import io.portreeve.gateway.audit.AuditVerifier;
import io.portreeve.gateway.audit.VerifyingKey;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = {
      "Verify offline that no record of the log was changed, added, removed or moved.",
      "Ends with 1 and names the place if one was."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve audit verify",
      "  portreeve audit verify --journal copy/audit --key audit-signing.pub --witness kept.txt"
    })
final class AuditVerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private JournalOption journal = new JournalOption();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "A public key that checkpoints may be signed with, PEM; repeatable.")
  private List<Path> keys = List.of();

  @Option(
      names = "--witness",
      paramLabel = "FILE",
      description = "A checkpoint kept elsewhere: the log must contain it.")
  private Optional<Path> witness = Optional.empty();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  AuditVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      Path directory = journal.directory(terminal);
      AuditReport report = verifier().verify(directory);
      if (json) {
        terminal.line(json(report));
      } else {
        print(report);
      }
      return (report.isIntact() ? ExitCode.OK : ExitCode.FINDING).number();
    } catch (IOException fault) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "cannot verify: " + Failures.oneLine(fault),
          "name a readable --key");
    }
  }

  private AuditVerifier verifier() throws IOException {
    var trusted = new ArrayList<VerifyingKey>();
    for (Path key : keys.isEmpty() ? List.of(journal.usualKey(terminal)) : keys) {
      trusted.add(VerifyingKey.read(terminal.path(key)));
    }
    AuditVerifier verifier = new AuditVerifier(trusted);
    return witness.isPresent()
        ? verifier.witnessed(Files.readString(terminal.path(witness.get())))
        : verifier;
  }

  private void print(AuditReport report) {
    terminal.line(
        report
            .broken()
            .map(place -> terminal.bad("broken") + ": " + Shown.of(place.toString()))
            .orElseGet(() -> terminal.good("intact")));
    terminal.line(
        "%d records in %d files, %d checkpoints, %d records after the last"
            .formatted(
                report.records(), report.segments(), report.checkpoints(), report.unsealed()));
    report
        .notices()
        .forEach(notice ->
            terminal.line(
                "%s line %d: %s"
                    .formatted(notice.file(), notice.line(), Shown.of(notice.event()))));
    report.newest().ifPresent(line -> terminal.line("newest checkpoint: " + Shown.of(line)));
  }

  private static JsonObject json(AuditReport report) {
    JsonObject json =
        JsonObject.empty()
            .with("intact", report.isIntact())
            .with("segments", report.segments())
            .with("records", report.records())
            .with("checkpoints", report.checkpoints())
            .with("unsealed", report.unsealed())
            .with("tornBytes", report.tornBytes())
            .with(
                "notices",
                JsonArray.of(report.notices().stream().map(AuditVerifyCommand::json).toList()));
    if (report.broken().isPresent()) {
      json = json.with("broken", json(report.broken().get()));
    }
    return report.newest().isPresent() ? json.with("newest", report.newest().get()) : json;
  }

  private static JsonObject json(AuditReport.Notice notice) {
    return JsonObject.empty()
        .with("file", notice.file())
        .with("line", notice.line())
        .with("event", notice.event());
  }

  private static JsonObject json(AuditReport.Broken place) {
    return JsonObject.empty()
        .with("file", place.file())
        .with("line", place.line())
        .with("what", place.what());
  }
}
