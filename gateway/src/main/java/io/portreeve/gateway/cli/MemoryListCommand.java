package io.portreeve.gateway.cli;

import io.portreeve.gateway.cli.CheckedMemories.Memory;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.SignatureCheck.Standing;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = {
      "List the memories of servers, and how many of their entries are signed under which key.",
      "HEAD is how often what is signed was changed; note it where nobody else writes, and",
      "`portreeve memory verify --at-least` tells later whether an older store was put back.",
      "Untrusted are those that were written after untrusted data was heard, endorsed those that an",
      "operator took over, and discarded entries that are hidden for good and are not among the signed.",
      "What was remembered stands in no signature; only the server can show it."
    },
    footer = {"", "Examples:", "  portreeve memory list", "  portreeve memory list --json"})
final class MemoryListCommand implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of(
          "SERVER",
          "SIGNED",
          "UNTRUSTED",
          "ENDORSED",
          "DISCARDED",
          "CURRENT KEY",
          "EARLIER KEY",
          "BROKEN",
          "HEAD",
          "LAST");

  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON, one memory a line.")
  private boolean json;

  MemoryListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      CheckedMemories memories = CheckedMemories.of(right, open);
      if (json) {
        memories.byServer().forEach((server, some) -> terminal.line(json(right, server, some)));
        if (memories.byServer().isEmpty()) {
          terminal.line(JsonObject.empty().with("memories", 0));
        }
      } else {
        print(right, memories);
      }
    }
    return ExitCode.OK.number();
  }

  private void print(Configuration right, CheckedMemories memories) {
    if (memories.byServer().isEmpty()) {
      terminal.line("no server is a memory: `memory: knowledge-graph` makes it one");
      return;
    }
    var rows = new ArrayList<>(List.of(HEAD));
    memories.byServer().forEach((server, some) -> rows.add(row(server, some)));
    terminal.table(rows);
    for (String server : memories.byServer().keySet()) {
      if (!right.memories().contains(server)) {
        terminal.hint("`" + Shown.of(server) + "` is no memory in this configuration");
      }
    }
    if (!memories.broken().isEmpty()) {
      terminal.hint("what is broken counts as planted: see `portreeve memory verify`");
    }
    if (!memories.altered().isEmpty()) {
      terminal.hint(
          "nothing is read from a memory whose head does not fit: see `portreeve memory verify`");
    }
  }

  private static List<String> row(String server, Memory memory) {
    return List.of(
        Shown.of(server),
        String.valueOf(memory.entries()),
        String.valueOf(memory.tainted()),
        String.valueOf(memory.endorsed()),
        String.valueOf(memory.discarded()),
        String.valueOf(memory.count(Standing.CURRENT)),
        String.valueOf(memory.count(Standing.EARLIER)),
        String.valueOf(memory.count(Standing.BROKEN)),
        head(memory),
        last(memory));
  }

  private static String head(Memory memory) {
    return switch (memory.head()) {
      case CURRENT -> String.valueOf(memory.state().changes());
      case EARLIER -> memory.state().changes() + " (earlier key)";
      case BROKEN -> "does not fit";
    };
  }

  private static String last(Memory memory) {
    return memory.some().isEmpty() ? "-" : memory.some().getLast().signature().signed().toString();
  }

  private static JsonObject json(Configuration right, String server, Memory memory) {
    JsonObject json =
        JsonObject.empty()
            .with("server", server)
            .with("configured", right.memories().contains(server))
            .with("signed", memory.entries())
            .with("untrusted", memory.tainted())
            .with("endorsed", memory.endorsed())
            .with("discarded", memory.discarded())
            .with("currentKey", memory.count(Standing.CURRENT))
            .with("earlierKey", memory.count(Standing.EARLIER))
            .with("broken", memory.count(Standing.BROKEN))
            .with("head", memory.head().name().toLowerCase(Locale.ROOT))
            .with("changes", memory.state().changes());
    return memory.some().isEmpty() ? json : json.with("last", last(memory));
  }
}
