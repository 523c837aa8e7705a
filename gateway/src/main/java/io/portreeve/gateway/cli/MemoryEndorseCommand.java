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
    name = "endorse",
    description = {
      "Take over a quarantined entry of a memory: it is signed, and read from then on.",
      "You stand up for what it says: look at it first with `portreeve memory show`, which shows its",
      "digest, and say why. It counts as written by `operator:` and your name. An observation is read",
      "only with its entity, which is an entry, too. It is on record. Ends with 1 where the entry",
      "changed meanwhile, or needs no decision."
    },
    footer = {
      "",
      "Example:",
      "  portreeve memory endorse notes 3f2a9c0011223344 --file /srv/notes/graph.jsonl \\",
      "      --reason 'was written before the gateway was there'"
    })
final class MemoryEndorseCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Mixin private MemoryDecision decision = new MemoryDecision();

  @Option(
      names = "--untrusted",
      description = "What it says stays untrusted wherever it is read (information-flow).")
  private boolean untrusted;

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  MemoryEndorseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      SignatureCheck check = SignatureCheck.by(open.keys());
      MemoryFile memory = decision.read(right, open);
      MemoryEntry entry = decision.entry(memory, check);
      decision.check(check.of(memory.state(), entry), true);
      JsonObject done = decision.done(entry, terminal).with("untrusted", untrusted);
      MemoryHead head = endorsed(open, check, entry, done);
      terminal.line(
          json
              ? done.with("changes", head.changes()).toString()
              : "endorsed  %s  %s  (it is read from now on)"
                  .formatted(MemoryDecision.kind(entry), MemoryDecision.words(entry)));
    }
    return ExitCode.OK.number();
  }

  /** On record before it is done: what is on record and failed harms nobody. */
  private MemoryHead endorsed(
      OpenStore open, SignatureCheck check, MemoryEntry entry, JsonObject done) {
    Instant now = terminal.clock().instant();
    open.store().acts().note("memory-endorsed", done, now);
    return check.endorse(
        open.store().memorySignatures(),
        decision.server(),
        entry,
        decision.operator(terminal),
        untrusted,
        now);
  }
}
