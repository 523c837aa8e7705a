package io.portreeve.gateway.cli;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.keys.SecretSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "stdio",
    description = {
      "Be the MCP server that a client starts: the gateway over standard input and output.",
      "Its caller is the principal `local` with the role `local`."
    },
    footer = {"", "Example:", "  portreeve stdio -c desktop.yaml"})
final class StdioCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  StdioCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Configuration loaded = configuration.load(terminal);
    try {
      SecretSource secrets = new SecretSource(terminal.environment());
      Gateway.serve(loaded, secrets, System.in, System.out);
      return ExitCode.OK.number();
    } catch (StartFault fault) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "cannot serve over stdio: " + Failures.oneLine(fault),
          "say `portreeve check -c FILE` to see what the configuration asks for");
    }
  }
}
