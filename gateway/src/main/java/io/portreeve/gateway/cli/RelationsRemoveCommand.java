package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.Relation;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "remove",
    description = "End what somebody is to an object; a running gateway goes by it no more.",
    footer = {"", "Example:", "  portreeve relations remove document:7 viewer role:staff"})
final class RelationsRemoveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Mixin private RelationWords words = new RelationWords();

  RelationsRemoveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    Instant now = terminal.clock().instant();
    Relation relation = words.in(new RelationText(right), now);
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      if (!open.store().relations().remove(relation, now)) {
        throw new CommandFailure(
            ExitCode.FINDING,
            "there is no such relation: " + RelationText.line(relation),
            "nothing was changed; see `portreeve relations list`");
      }
    }
    terminal.line("removed: " + RelationText.line(relation));
    return ExitCode.OK.number();
  }
}
