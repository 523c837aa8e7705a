package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.MemoryState;
import io.portreeve.mcp.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = {
      "Hold every signature of the memories of servers to the keys of the data directory.",
      "Ends with 1 if one was altered, or made under a key that is not here, or if one was",
      "removed or put back past the gateway. An older store that was put back as a whole is",
      "seen with --at-least, by the number that `portreeve memory list` showed before."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve memory verify",
      "  portreeve memory verify --at-least notes=412",
      "  portreeve memory verify --json"
    })
final class MemoryVerifyCommand implements Callable<Integer> {
  private static final int SHOWN = 12;

  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--at-least",
      paramLabel = "SERVER=NUMBER",
      description = "How often the memory was changed at some earlier time; may be repeated.")
  private Map<String, Long> least = new LinkedHashMap<>();

  @Option(
      names = "--json",
      description = "Report as JSON: one finding a line, and a line that counts them.")
  private boolean json;

  MemoryVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      CheckedMemories memories = CheckedMemories.of(right, open);
      memories.broken().forEach(this::tell);
      memories.altered().forEach(this::altered);
      List<String> older = least.keySet().stream().filter(it -> isOlder(memories, it)).toList();
      older.forEach(server -> older(memories, server));
      int broken = memories.broken().size();
      terminal.line(
          json
              ? summary(memories, older.size()).toString()
              : broken == 0
                  ? memories.size() + " signatures verify"
                  : broken + " of " + memories.size() + " signatures do not verify");
      boolean found = broken > 0 || !memories.altered().isEmpty() || !older.isEmpty();
      return (found ? ExitCode.FINDING : ExitCode.OK).number();
    }
  }

  private static JsonObject summary(CheckedMemories memories, int older) {
    return JsonObject.empty()
        .with("signatures", memories.size())
        .with("broken", memories.broken().size())
        .with("altered", memories.altered().size())
        .with("older", older);
  }

  private boolean isOlder(CheckedMemories memories, String server) {
    return changes(memories, server) < least.getOrDefault(server, 0L);
  }

  private static long changes(CheckedMemories memories, String server) {
    return Optional.ofNullable(memories.byServer().get(server))
        .map(memory -> memory.state().changes())
        .orElse(0L);
  }

  private void older(CheckedMemories memories, String server) {
    long changes = changes(memories, server);
    if (json) {
      terminal.line(
          JsonObject.empty()
              .with("server", server)
              .with("finding", "older")
              .with("changes", changes)
              .with("atLeast", least.getOrDefault(server, 0L)));
      return;
    }
    terminal.line(
        "older  %s  changed %d times, %d times before: an older store was put back"
            .formatted(Shown.of(server), changes, least.getOrDefault(server, 0L)));
  }

  private void altered(MemoryState state) {
    int there = state.signatures().size();
    if (json) {
      JsonObject line =
          JsonObject.empty()
              .with("server", state.server())
              .with("finding", "altered")
              .with("signed", there);
      terminal.line(state.head().map(it -> line.with("claimed", it.entries())).orElse(line));
      return;
    }
    terminal.line(
        "altered  %s  %s"
            .formatted(
                Shown.of(state.server()),
                state
                    .head()
                    .map(it -> there + " signatures, of which the head says " + it.entries())
                    .orElse(there + " signatures without a head")));
    terminal.hint(
        "nothing is read from it until `portreeve memory seal` accepts what is signed now");
  }

  /** Nothing in it is proved, the writer's name neither. */
  private void tell(MemorySignature one) {
    if (json) {
      terminal.line(
          JsonObject.empty()
              .with("server", one.server())
              .with("finding", "broken")
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
