package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "policy",
    description = "Try the rules of a configuration before they are in force.")
final class PolicyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  PolicyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new PolicyTestCommand(terminal))
        .addSubcommand(new PolicyReplayCommand(terminal))
        .addSubcommand(new PolicyDiffCommand(terminal));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing after `policy`");
  }
}
