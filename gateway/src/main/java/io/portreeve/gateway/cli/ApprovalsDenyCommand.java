package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "deny",
    description = {
      "Say no to one call that waits.",
      "Whoever repeats it is told so, without asking anybody, for as long as a question waits"
          + " (`approvals.patience`)."
    },
    footer = {
      "",
      "Example:",
      "  portreeve approvals deny 3f2a91c04d7e --reason \"nobody ordered that\""
    })
final class ApprovalsDenyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Deciding deciding = new Deciding();

  ApprovalsDenyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return deciding.say(Deciding.Saying.NO, terminal);
  }
}
