package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "relations",
    description = "Say who is what to which object, for rules that ask for it.")
final class RelationsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  RelationsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new RelationsListCommand(terminal))
        .addSubcommand(new RelationsAddCommand(terminal))
        .addSubcommand(new RelationsRemoveCommand(terminal))
        .addSubcommand(new RelationsImportCommand(terminal));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing after `relations`");
  }
}
