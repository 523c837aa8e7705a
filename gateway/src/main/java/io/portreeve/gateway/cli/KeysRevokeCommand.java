package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "revoke",
    description = "Revoke an API key for good. A running gateway refuses it within two seconds.",
    footer = {"", "Example:", "  portreeve keys revoke 4fQ2c8Wk1mZp"})
final class KeysRevokeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "ID", description = "The id of the key, as `keys list` shows it.")
  private String id = "";

  KeysRevokeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenKeys keys = OpenKeys.of(configuration.load(terminal), terminal)) {
      if (!keys.ring().revoke(id)) {
        throw new CommandFailure(
            ExitCode.FINDING,
            "there is no live key with this id",
            "see `portreeve keys list`; nothing was changed");
      }
    }
    terminal.line("revoked " + id);
    return ExitCode.OK.number();
  }
}
