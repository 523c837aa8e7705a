package io.portreeve.gateway.cli;

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
      "  portreeve memory discard notes 3f2a9c0011223344 \\",
      "      --file /srv/notes/graph.jsonl --reason 'planted on 3 May, see INC-12'"
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
    new EntryDecision.Discarded().decide(decision, configuration.load(terminal), terminal, json);
    return ExitCode.OK.number();
  }
}
