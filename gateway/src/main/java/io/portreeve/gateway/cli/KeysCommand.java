package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "keys", description = "Make, list and revoke the API keys of callers.")
final class KeysCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  KeysCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new KeysCreateCommand(terminal))
        .addSubcommand(new KeysListCommand(terminal))
        .addSubcommand(new KeysRevokeCommand(terminal));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "a command is missing after `keys`");
  }
}
