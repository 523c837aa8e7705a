package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "approve",
    description = {
      "Say yes to one call that waits: it can be made once, just as it was shown.",
      "With other arguments, by somebody else, under other rules or too late it is asked anew."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve approvals approve 3f2a91c04d7e",
      "  portreeve approvals approve 3f2a91c04d7e --values"
    })
final class ApprovalsApproveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private Deciding deciding = new Deciding();

  @Option(
      names = "--values",
      description =
          "Also to its values that come from nowhere: once the call is made, the rest of the"
              + " conversation does not ask about them again, in the same arguments of the same"
              + " tool.")
  private boolean values;

  ApprovalsApproveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return deciding.say(values ? Deciding.Saying.YES_TO_VALUES : Deciding.Saying.YES, terminal);
  }
}
