package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "approve",
    description = {
      "Say yes to one call that waits: it can be made once, just as it was shown.",
      "With other arguments, by somebody else, under other rules or too late it is asked anew."
    },
    footer = {"", "Example:", "  portreeve approvals approve 3f2a91c04d7e"})
final class ApprovalsApproveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Deciding deciding = new Deciding();

  ApprovalsApproveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return deciding.say(true, terminal);
  }
}
