package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.StoredWitness;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "begin",
    description = {
      "Begin a new log where the old one is gone or was moved away.",
      "Its first record says how many records of the old one were known."
    },
    footer = {
      "",
      "Example, after the log was found damaged:",
      "  mv data/audit /evidence && portreeve audit begin"
    })
final class AuditBeginCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  AuditBeginCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenStore kept = OpenStore.of(configuration.load(terminal), terminal)) {
      AuditJournal.begin(
          kept.data(),
          new JournalParts(
              SigningKey.in(kept.data(), new SecureRandom()),
              JournalSettings.of(JournalSettings.Durability.DISK),
              terminal.clock(),
              new StoredWitness(kept::ofThisNode, terminal.clock())));
      terminal.line("a new log begins in " + AuditJournal.directoryIn(kept.data().path()));
      return ExitCode.OK.number();
    } catch (AuditUnavailable refused) {
      throw new CommandFailure(ExitCode.FINDING, Failures.oneLine(refused), "nothing was changed");
    }
  }
}
