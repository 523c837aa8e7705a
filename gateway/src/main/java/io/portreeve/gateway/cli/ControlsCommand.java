package io.portreeve.gateway.cli;

import io.portreeve.gateway.ListedControl;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "controls",
    description = {
      "Show the controls that a configuration puts in force, in order, and what each judges.",
      "Starts nothing and follows no secret. Without a configuration: the quickstart's.",
      "Ends with 1 if one of them is not in force."
    },
    footer = {"", "Examples:", "  portreeve controls", "  portreeve controls -c team.yaml --json"})
final class ControlsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON: the chain, the coverage, its gaps.")
  private boolean json;

  ControlsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<ListedControl> chain = ListedControl.under(configuration.orQuickstart(terminal));
    ControlsReport report = new ControlsReport(chain);
    if (json) {
      terminal.line(report.json());
    } else {
      report.print(terminal);
    }
    boolean whole = chain.stream().noneMatch(ListedControl::givenUp);
    return (whole ? ExitCode.OK : ExitCode.FINDING).number();
  }
}
