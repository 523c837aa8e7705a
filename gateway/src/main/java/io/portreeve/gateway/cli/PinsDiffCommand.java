package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.display.JsonDiff;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.Pins;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "diff",
    description = {
      "Show how a waiting version of a definition differs from the approved one.",
      "Characters that nobody would see are written out. Ends with 1 if there is a difference, with"
          + " 0 if no version waits, and with 2 if nothing is called so."
    },
    footer = {"", "Example:", "  portreeve pins diff files tool read_file"})
final class PinsDiffCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();
  @Mixin private PinChoice choice = new PinChoice();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  PinsDiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      Pins pins = open.store().pins();
      Optional<Pin> waiting = choice.waiting(pins, right.servers().keySet());
      if (waiting.isEmpty()) {
        terminal.aside("portreeve: " + choice.settled());
        return ExitCode.OK.number();
      }
      return compare(waiting.get(), pins.approved(waiting.get().name())).number();
    }
  }

  private ExitCode compare(Pin waiting, Optional<Pin> approved) {
    List<JsonDiff.Line> lines =
        approved
            .map(known -> JsonDiff.between(known.canonical(), waiting.canonical()))
            .orElseGet(() -> JsonDiff.all(waiting.canonical()));
    if (json) {
      terminal.line(json(waiting, approved, lines));
    } else {
      print(waiting, approved, lines);
    }
    return lines.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
  }

  private void print(Pin waiting, Optional<Pin> approved, List<JsonDiff.Line> lines) {
    terminal.line(
        approved
                .map(pin -> "approved " + PinReport.version(pin.digest()))
                .orElse("nothing approved yet")
            + ", waiting "
            + PinReport.version(waiting.digest()));
    for (JsonDiff.Line line : lines) {
      line.before().ifPresent(text -> terminal.line(terminal.bad("- " + shown(line, text))));
      line.after().ifPresent(text -> terminal.line(terminal.good("+ " + shown(line, text))));
    }
  }

  private static String shown(JsonDiff.Line line, String value) {
    return Shown.of(line.pointer()) + " " + Shown.of(value);
  }

  private static JsonObject json(Pin waiting, Optional<Pin> approved, List<JsonDiff.Line> lines) {
    JsonObject json = PinReport.json(waiting);
    if (approved.isPresent()) {
      json = json.with("approved", approved.get().digest().hex());
    }
    return json.with("changes", JsonArray.of(lines.stream().map(PinsDiffCommand::json).toList()));
  }

  private static JsonObject json(JsonDiff.Line line) {
    JsonObject json = JsonObject.empty().with("pointer", line.pointer());
    if (line.before().isPresent()) {
      json = json.with("before", line.before().get());
    }
    return line.after().isPresent() ? json.with("after", line.after().get()) : json;
  }
}
