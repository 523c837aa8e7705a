package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.Relation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "add",
    description =
        "Say that somebody is something to an object; it counts from the next message on.",
    footer = {
      "",
      "Examples:",
      "  portreeve relations add document:7 owner principal:ann",
      "  portreeve relations add document:7 viewer team:red#member",
      "  portreeve relations add team:red member group:/Engineering"
    })
final class RelationsAddCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Mixin private RelationWords words = new RelationWords();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  RelationsAddCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    RelationText text = new RelationText(right);
    Relation relation = words.in(text, terminal.clock().instant());
    text.unknown(relation)
        .ifPresent(fault -> {
          throw new CommandFailure(ExitCode.USAGE, fault.what(), fault.fix());
        });
    text.idle(relation).ifPresent(why -> terminal.aside("portreeve: " + why));
    boolean added;
    try (OpenStore open = OpenStore.of(right, terminal)) {
      added = open.store().relations().add(relation);
    }
    if (json) {
      terminal.line(RelationText.json(relation).with("added", added));
    } else {
      terminal.line((added ? "added: " : "held already: ") + RelationText.line(relation));
    }
    return ExitCode.OK.number();
  }
}
