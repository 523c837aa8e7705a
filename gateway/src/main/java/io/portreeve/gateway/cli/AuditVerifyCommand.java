package io.portreeve.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.audit.AuditReport;
import io.portreeve.gateway.audit.AuditVerifier;
import io.portreeve.gateway.audit.StoredWitness;
import io.portreeve.gateway.audit.VerifyingKey;
import io.portreeve.gateway.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      "  portreeve audit verify --journal copy/audit --key audit-signing.pub \\",
      "      --witness kept.txt"
    })
final class AuditVerifyCommand implements Callable<Integer> {
  private static final String NAME_KEY = "name the gateway's public key with --key";

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
      description = {
        "A checkpoint line that was kept elsewhere: the log must contain it.",
        "The store's own is compared without being named."
      })
  private Optional<Path> witness = Optional.empty();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  AuditVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    JournalPlace place = journal.place(terminal);
    Optional<String> stored = place.configuration().flatMap(this::stored);
    if (stored.isEmpty() && witness.isEmpty()) {
      JournalPlace _ = place.present();
    }
    try {
      AuditReport report = verifier(place, stored).verify(place.directory());
      if (json) {
        terminal.line(VerificationText.json(report));
      } else {
        VerificationText.print(report, terminal);
      }
      return (report.isIntact() ? ExitCode.OK : ExitCode.FINDING).number();
    } catch (IOException fault) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "cannot verify: " + Failures.oneLine(fault),
          "nothing is said about the log");
    }
  }

  /** Asked before the log is read: what a running gateway keeps later is in the log by then. */
  private Optional<String> stored(Configuration configuration) {
    try (KeptStore kept = KeptStore.of(configuration, terminal)) {
      return kept.open()
          .flatMap(store -> StoredWitness.keptIn(store.ofThisNode()))
          .map(line -> new String(line, UTF_8));
    }
  }

  private AuditVerifier verifier(JournalPlace place, Optional<String> stored) {
    AuditVerifier verifier =
        new AuditVerifier(
            (keys.isEmpty() ? List.of(place.key()) : keys).stream().map(this::key).toList());
    if (stored.isPresent()) {
      verifier = verifier.holding("store", stored.get());
    }
    return witness.isPresent() ? verifier.holding("witness", witness(witness.get())) : verifier;
  }

  private VerifyingKey key(Path named) {
    Path file = NamedFile.readable(terminal, named, NAME_KEY);
    try {
      return VerifyingKey.read(file);
    } catch (IOException fault) {
      throw new CommandFailure(ExitCode.USAGE, Failures.oneLine(fault), NAME_KEY);
    }
  }

  private String witness(Path named) {
    Path file = NamedFile.readable(terminal, named, "name a file with a kept checkpoint");
    try {
      String line = Files.readString(file).strip();
      if (AuditVerifier.isCheckpoint(line)) {
        return line;
      }
      throw new CommandFailure(
          ExitCode.USAGE,
          named + " holds no checkpoint",
          "--witness takes a file with one line such as `audit verify` prints");
    } catch (IOException fault) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE, "cannot read the witness " + named, "name a readable file");
    }
  }
}
