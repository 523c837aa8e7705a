package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = "Run the bundled demo MCP server by itself, unguarded, on loopback only.",
    footer = {"", "Example:", "  portreeve demo --port 8788"})
final class DemoCommand implements Callable<Integer> {
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
    try (DemoListener demo = DemoListener.start(port)) {
      terminal.line(demo.url());
      endurance.last(demo);
    }
    return ExitCode.OK.number();
  }
}
