package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.mcp.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = {
      "Hold every signature of the memories of servers to the keys of the data directory.",
      "Ends with 1 if one was altered, or made under a key that is not here.",
      "A signature that was removed, or an older store put back, is not seen here."
    },
    footer = {"", "Examples:", "  portreeve memory verify", "  portreeve memory verify --json"})
final class MemoryVerifyCommand implements Callable<Integer> {
  private static final int SHOWN = 12;

  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON, one broken signature a line.")
  private boolean json;

  MemoryVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    try (OpenStore open = OpenStore.existing(right)) {
      CheckedMemories memories = CheckedMemories.of(right, open);
      memories.broken().forEach(this::tell);
      int broken = memories.broken().size();
      if (!json) {
        terminal.line(
            broken == 0
                ? memories.size() + " signatures verify"
                : broken + " of " + memories.size() + " signatures do not verify");
      }
      return (broken == 0 ? ExitCode.OK : ExitCode.FINDING).number();
    }
  }

  /** Nothing in it is proved, the writer's name neither. */
  private void tell(MemorySignature one) {
    if (json) {
      terminal.line(
          JsonObject.empty()
              .with("server", one.server())
              .with("entry", one.entry())
              .with("claimedWriter", one.writer())
              .with("claimedTime", one.signed().toString()));
      return;
    }
    terminal.line(
        "broken  %s  %s  said to be by %s at %s"
            .formatted(
                Shown.of(one.server()),
                Shown.of(one.entry().substring(0, Math.min(SHOWN, one.entry().length()))),
                Shown.of(one.writer()),
                one.signed()));
  }
}
