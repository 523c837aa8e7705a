package io.portreeve.gateway.cli;

import io.portreeve.gateway.telemetry.Ourselves;
import io.portreeve.mcp.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "version",
    description = "Show which Portreeve this is, and on which Java it runs.",
    footer = {"", "Example:", "  portreeve version --json"})
final class VersionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String version = version();
    String java = Runtime.version().toString();
    if (json) {
      terminal.line(JsonObject.empty().with("version", version).with("java", java));
    } else {
      terminal.line("portreeve " + version + " (Java " + java + ")");
    }
    return ExitCode.OK.number();
  }

  /** What the distribution says of itself; classes that run from elsewhere have no version. */
  static String version() {
    return Ourselves.released();
  }
}
