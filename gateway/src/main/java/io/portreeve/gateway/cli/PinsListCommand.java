package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.Pins;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = {
      "List the versions of definitions that are approved, or wait for approval.",
      "With --waiting, only those that wait; ends with 1 if there are any."
    },
    footer = {"", "Examples:", "  portreeve pins list", "  portreeve pins list --waiting --json"})
final class PinsListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--waiting", description = "Only what waits for approval.")
  private boolean waiting;

  @Option(names = "--all", description = "Superseded versions, too.")
  private boolean all;

  @Option(names = "--json", description = "Report as JSON, one version a line.")
  private boolean json;

  PinsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      List<Pin> pins = pins(right, open.store().pins());
      if (json) {
        pins.forEach(pin -> terminal.line(PinReport.json(pin)));
      } else {
        print(pins);
      }
      boolean finding = waiting && !pins.isEmpty();
      return (finding ? ExitCode.FINDING : ExitCode.OK).number();
    }
  }

  private List<Pin> pins(Configuration right, Pins pins) {
    if (waiting) {
      return pins.waiting();
    }
    Stream<Pin> every = right.servers().keySet().stream().flatMap(id -> pins.of(id).stream());
    return every.filter(pin -> all || pin.state() != PinState.SUPERSEDED).toList();
  }

  private void print(List<Pin> pins) {
    if (pins.isEmpty()) {
      terminal.line(waiting ? "nothing waits for approval" : "no definition was seen yet");
      return;
    }
    var rows = new ArrayList<>(List.of(PinReport.HEAD));
    pins.forEach(pin -> rows.add(PinReport.row(pin)));
    terminal.table(rows);
    if (pins.stream().anyMatch(pin -> pin.state() == PinState.QUARANTINED)) {
      terminal.hint("what changed may be an attack: look at each with");
      terminal.hint("`portreeve pins diff SERVER KIND NAME` before you approve it");
    } else if (pins.stream().anyMatch(PinChoice::undecided)) {
      terminal.hint("look at one with `portreeve pins diff SERVER KIND NAME`, or approve all:");
      terminal.hint("`portreeve pins approve --server SERVER --all`");
    }
  }
}
