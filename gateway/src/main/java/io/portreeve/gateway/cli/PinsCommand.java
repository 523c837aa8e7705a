package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "pins",
    description =
        "See, compare and approve what servers say of their tools, prompts and resources.")
final class PinsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  PinsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new PinsListCommand(terminal))
        .addSubcommand(new PinsDiffCommand(terminal))
        .addSubcommand(new PinsApproveCommand(terminal));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing after `pins`");
  }
}
