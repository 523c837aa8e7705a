package io.portreeve.gateway.cli;

import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.Approvals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "List the calls that wait for a person. Ends with 1 if there are any.",
    footer = {"", "Examples:", "  portreeve approvals list", "  portreeve approvals list --all"})
final class ApprovalsListCommand implements Callable<Integer> {
  private static final int MOST = 1000;

  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--all",
      description =
          "Also what was decided in the last thirty days or missed since yesterday; ends with 0.")
  private boolean all;

  @Option(names = "--json", description = "Report as JSON, one call a line.")
  private boolean json;

  ApprovalsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Instant now = terminal.clock().instant();
    try (OpenStore open = OpenStore.existing(configuration.load(terminal), terminal)) {
      Approvals approvals = open.store().approvals();
      List<Approval> some = all ? approvals.latest(MOST) : approvals.waiting(now);
      if (json) {
        some.forEach(one -> terminal.line(ApprovalReport.json(one, now)));
      } else {
        print(some, now);
      }
      return (all || some.isEmpty() ? ExitCode.OK : ExitCode.FINDING).number();
    }
  }

  private void print(List<Approval> some, Instant now) {
    if (some.isEmpty()) {
      terminal.line(all ? "no call was put before a person yet" : "no call waits for a person");
      return;
    }
    var rows = new ArrayList<>(List.of(ApprovalReport.HEAD));
    some.forEach(one -> rows.add(ApprovalReport.row(one, now)));
    terminal.table(rows);
    if (!all) {
      terminal.hint("look at one with `portreeve approvals show ID`, then");
      terminal.hint("`portreeve approvals approve ID` or `portreeve approvals deny ID`");
    }
  }
}
