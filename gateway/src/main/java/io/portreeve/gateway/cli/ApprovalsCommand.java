package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "approvals",
    description = "See the calls that wait for a person, and say yes or no to each.")
final class ApprovalsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  ApprovalsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new ApprovalsListCommand(terminal))
        .addSubcommand(new ApprovalsShowCommand(terminal))
        .addSubcommand(new ApprovalsApproveCommand(terminal))
        .addSubcommand(new ApprovalsDenyCommand(terminal));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing after `approvals`");
  }
}
