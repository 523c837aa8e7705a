package io.portreeve.gateway.cli;

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
      "  portreeve memory endorse notes 3f2a9c0011223344 \\",
      "      --file /srv/notes/graph.jsonl --reason 'older than the gateway'"
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
    new EntryDecision.Endorsed(untrusted)
        .decide(decision, configuration.load(terminal), terminal, json);
    return ExitCode.OK.number();
  }
}
