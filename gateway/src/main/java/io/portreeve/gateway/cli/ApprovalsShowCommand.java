package io.portreeve.gateway.cli;

import io.portreeve.gateway.store.Approval;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "show",
    description = {
      "Show one call as a server would get it, and who wants to make it.",
      "Characters that nobody would see are written out."
    },
    footer = {"", "Example:", "  portreeve approvals show 3f2a91c04d7e"})
final class ApprovalsShowCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();
  @Mixin private ApprovalChoice choice = new ApprovalChoice();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  ApprovalsShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Instant now = terminal.clock().instant();
    try (OpenStore open = OpenStore.existing(configuration.load(terminal), terminal)) {
      Approval one = choice.in(open.store().approvals());
      if (json) {
        terminal.line(ApprovalReport.json(one, now));
      } else {
        terminal.table(ApprovalReport.lines(one, now));
        terminal.line("");
        terminal.line(Shown.of(one.call().call()));
        ApprovalReport.provenance(one).forEach(terminal::line);
      }
      return ExitCode.OK.number();
    }
  }
}
