package io.portreeve.gateway.cli;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.SignatureCheck;
import io.portreeve.gateway.store.MemoryHead;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "discard",
    description = {
      "Hear no more of a quarantined entry of a memory: it stays hidden, and alarms nobody.",
      "The server's own store is not touched: the entry lies there until it is deleted there, or",
      "through the gateway. Look at it first with `portreeve memory show`, which shows its digest, and",
      "say why. The same words planted again are as hidden. `portreeve memory endorse` takes it over",
      "after all. It is on record. Ends with 1 where the entry changed meanwhile, or needs no decision."
    },
    footer = {
      "",
      "Example:",
      "  portreeve memory discard notes 3f2a9c0011223344 --file /srv/notes/graph.jsonl \\",
      "      --reason 'planted on 3 May, see INC-12'"
    })
final class MemoryDiscardCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Mixin private MemoryDecision decision = new MemoryDecision();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  MemoryDiscardCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      SignatureCheck check = SignatureCheck.by(open.keys());
      MemoryFile memory = decision.read(right, open);
      MemoryEntry entry = decision.entry(memory, check);
      decision.check(check.of(memory.state(), entry), false);
      JsonObject done = decision.done(entry, terminal);
      MemoryHead head = discarded(open, check, entry, done);
      terminal.line(
          json
              ? done.with("changes", head.changes()).toString()
              : "discarded  %s  %s  (it stays in the server's own store)"
                  .formatted(MemoryDecision.kind(entry), MemoryDecision.words(entry)));
    }
    return ExitCode.OK.number();
  }

  /** On record before it is done: what is on record and failed harms nobody. */
  private MemoryHead discarded(
      OpenStore open, SignatureCheck check, MemoryEntry entry, JsonObject done) {
    Instant now = terminal.clock().instant();
    open.store().acts().note("memory-discarded", done, now);
    return check.discard(
        open.store().memorySignatures(),
        decision.server(),
        entry,
        decision.operator(terminal),
        now);
  }
}
