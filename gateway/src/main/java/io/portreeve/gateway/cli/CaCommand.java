package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "ca",
    description = "Issue certificates of hours for servers and gateways of your own.")
final class CaCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Endurance endurance;

  @Spec private CommandSpec spec = CommandSpec.create();

  CaCommand(Terminal terminal, Endurance endurance) {
    this.terminal = terminal;
    this.endurance = endurance;
  }

  CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new CaInitCommand(terminal))
        .addSubcommand(new CaIssueCommand(terminal, endurance));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing after `ca`");
  }
}
