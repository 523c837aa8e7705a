package io.portreeve.gateway.cli;

import io.portreeve.gateway.cli.CheckedMemories.Checked;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.SignatureCheck.Standing;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = {
      "List the memories of servers, and how many of their entries are signed under which key.",
      "Untrusted are those that were written after untrusted data was heard.",
      "What was remembered stands in no signature; only the server can show it."
    },
    footer = {"", "Examples:", "  portreeve memory list", "  portreeve memory list --json"})
final class MemoryListCommand implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("SERVER", "SIGNED", "UNTRUSTED", "CURRENT KEY", "EARLIER KEY", "BROKEN", "LAST");

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
    try (OpenStore open = OpenStore.existing(right)) {
      CheckedMemories memories = CheckedMemories.of(right, open);
      if (json) {
        memories.byServer().forEach((server, some) -> terminal.line(json(right, server, some)));
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
    for (Map.Entry<String, List<Checked>> one : memories.byServer().entrySet()) {
      if (!right.memories().contains(one.getKey())) {
        terminal.hint("`" + Shown.of(one.getKey()) + "` is no memory in this configuration");
      }
    }
    if (!memories.broken().isEmpty()) {
      terminal.hint("what is broken counts as planted: see `portreeve memory verify`");
    }
  }

  private static List<String> row(String server, List<Checked> some) {
    return List.of(
        Shown.of(server),
        String.valueOf(some.size()),
        String.valueOf(tainted(some)),
        String.valueOf(CheckedMemories.count(some, Standing.CURRENT)),
        String.valueOf(CheckedMemories.count(some, Standing.EARLIER)),
        String.valueOf(CheckedMemories.count(some, Standing.BROKEN)),
        last(some));
  }

  private static long tainted(List<Checked> some) {
    return some.stream().filter(one -> one.signature().tainted()).count();
  }

  private static String last(List<Checked> some) {
    return some.isEmpty() ? "-" : some.getLast().signature().signed().toString();
  }

  private static JsonObject json(Configuration right, String server, List<Checked> some) {
    JsonObject json =
        JsonObject.empty()
            .with("server", server)
            .with("configured", right.memories().contains(server))
            .with("signed", some.size())
            .with("untrusted", tainted(some))
            .with("currentKey", CheckedMemories.count(some, Standing.CURRENT))
            .with("earlierKey", CheckedMemories.count(some, Standing.EARLIER))
            .with("broken", CheckedMemories.count(some, Standing.BROKEN));
    return some.isEmpty() ? json : json.with("last", last(some));
  }
}
