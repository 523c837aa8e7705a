package io.portreeve.gateway.cli;

import io.portreeve.gateway.store.Acceptance;
import io.portreeve.mcp.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "accepted",
    description = "List the findings that were accepted, by whom, and why.",
    footer = {"", "Example:", "  portreeve scan accepted --json"})
final class ScanAcceptedCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON, one acceptance a line.")
  private boolean json;

  ScanAcceptedCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (KeptStore kept = KeptStore.of(configuration.load(terminal), terminal)) {
      List<Acceptance> all = kept.store().map(store -> store.acceptances().all()).orElse(List.of());
      if (json) {
        all.forEach(one -> terminal.line(json(one)));
      } else {
        print(all);
      }
      return ExitCode.OK.number();
    }
  }

  private void print(List<Acceptance> all) {
    if (all.isEmpty()) {
      terminal.line("no finding was accepted");
      return;
    }
    var rows = new ArrayList<>(List.of(List.of("FINDING", "AT", "BY", "WHY")));
    all.forEach(one ->
        rows.add(
            List.of(
                one.finding(),
                one.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                Shown.of(one.by()),
                Shown.of(one.reason()))));
    terminal.table(rows);
  }

  private static JsonObject json(Acceptance one) {
    return JsonObject.empty()
        .with("finding", one.finding())
        .with("at", one.at().toString())
        .with("by", one.by())
        .with("reason", one.reason());
  }
}
