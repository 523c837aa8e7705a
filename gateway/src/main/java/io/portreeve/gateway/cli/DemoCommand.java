package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = "Run the bundled demo MCP server by itself, unguarded, on loopback only.",
    footer = {"", "Example:", "  portreeve demo --port 8788"})
final class DemoCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  private final Terminal terminal;
  private final Endurance endurance;

  @Option(names = "--port", description = "The port (default: ${DEFAULT-VALUE}).")
  private int port = 8788;

  DemoCommand(Terminal terminal, Endurance endurance) {
    this.terminal = terminal;
    this.endurance = endurance;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new CommandFailure(
          ExitCode.USAGE, "--port is no port", "choose one up to 65535, or 0 for any that is free");
    }
    try (DemoListener demo = DemoListener.start(port)) {
      endurance.hear();
      terminal.line(demo.url());
      endurance.last(demo);
    }
    return ExitCode.OK.number();
  }
}
