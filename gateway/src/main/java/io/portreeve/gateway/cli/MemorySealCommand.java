package io.portreeve.gateway.cli;

import io.portreeve.gateway.cli.CheckedMemories.Memory;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.OperatorDecisions;
import io.portreeve.gateway.memory.SignatureCheck.Standing;
import io.portreeve.gateway.store.MemoryHead;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "seal",
    description = {
      "Accept what is signed of a memory as it stands, after its head did not fit.",
      "What verifies counts again, what does not is dropped. Who removed or put back signatures gets his way",
      "with that, so look first at what the memory says. It is on record. Stop the gateway first",
      "where an older store was put back."
    },
    footer = {"", "Examples:", "  portreeve memory seal notes --by ann"})
final class MemorySealCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "SERVER", description = "The memory, by its server's id.")
  private String server = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who accepts it (default: the user of this machine).")
  private Optional<String> by = Optional.empty();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  MemorySealCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      Memory memory = memory(CheckedMemories.of(right, open));
      long dropped = memory.count(Standing.BROKEN);
      if (memory.whole() && dropped == 0) {
        throw new CommandFailure(
            ExitCode.FINDING,
            "nothing is wrong with `" + Shown.of(server) + "`",
            "see `portreeve memory list`");
      }
      JsonObject done = done(memory, dropped);
      MemoryHead head = sealed(open, memory, done);
      terminal.line(
          json
              ? done.with("changes", head.changes()).toString()
              : "sealed %s: %d signatures, %d dropped"
                  .formatted(Shown.of(server), head.entries(), dropped));
    }
    return ExitCode.OK.number();
  }

  private Memory memory(CheckedMemories memories) {
    return Optional.ofNullable(memories.byServer().get(server))
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE,
                "`" + Shown.of(server) + "` is no memory",
                "see `portreeve memory list`"));
  }

  private JsonObject done(Memory memory, long dropped) {
    return JsonObject.empty()
        .with("server", server)
        .with("by", by.or(terminal::user).orElse("unknown"))
        .with("signed", memory.some().size() - dropped)
        .with("dropped", dropped);
  }

  /** On record before it is done: what is on record and failed harms nobody. */
  private MemoryHead sealed(OpenStore open, Memory memory, JsonObject done) {
    OperatorDecisions decisions = EntryDecision.decisions(open, "seal");
    open.store().acts().note("memory-sealed", done, terminal.clock().instant());
    return decisions.accept(memory.state());
  }
}
