package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "audit",
    description = "Read, verify and export the log of decisions, also while the gateway runs.")
final class AuditCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Endurance endurance;

  @Spec private CommandSpec spec = CommandSpec.create();

  AuditCommand(Terminal terminal, Endurance endurance) {
    this.terminal = terminal;
    this.endurance = endurance;
  }

  CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new AuditShowCommand(terminal, endurance))
        .addSubcommand(new AuditVerifyCommand(terminal))
        .addSubcommand(new AuditExportCommand(terminal, endurance))
        .addSubcommand(new AuditBeginCommand(terminal));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing after `audit`");
  }
}
