package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "memory",
    description =
        "See what is signed of the memories of servers, and which entries are quarantined.")
final class MemoryCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  MemoryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new MemoryListCommand(terminal))
        .addSubcommand(new MemoryShowCommand(terminal))
        .addSubcommand(new MemoryVerifyCommand(terminal))
        .addSubcommand(new MemoryEndorseCommand(terminal))
        .addSubcommand(new MemoryDiscardCommand(terminal))
        .addSubcommand(new MemorySealCommand(terminal))
        .addSubcommand(new MemoryRotateCommand(terminal));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing after `memory`");
  }
}
