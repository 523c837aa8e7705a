package io.portreeve.gateway.cli;

import io.portreeve.gateway.Coverage;
import io.portreeve.gateway.ListedControl;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "controls",
    description = {
      "Show the chain of controls as a configuration puts it in force, each with the reason for"
          + " its",
      "place, and which controls judge which kind of message. Ends with 1 if one is not in force."
    },
    footer = {"", "Examples:", "  portreeve controls", "  portreeve controls -c team.yaml --json"})
final class ControlsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON: the chain, then the coverage.")
  private boolean json;

  ControlsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<ListedControl> chain = ListedControl.under(configuration.load(terminal));
    if (json) {
      terminal.line(json(chain));
    } else {
      chain(chain);
      terminal.line("");
      coverage(chain, ListedControl.Judges.CLIENTS, "clients say");
      terminal.line("");
      coverage(chain, ListedControl.Judges.SERVERS, "servers say");
    }
    boolean whole = chain.stream().allMatch(ListedControl::inForce);
    return (whole ? ExitCode.OK : ExitCode.FINDING).number();
  }

  private void chain(List<ListedControl> chain) {
    var rows = new ArrayList<List<String>>();
    for (ListedControl control : chain) {
      rows.add(
          List.of(
              Forms.word(control.judges()),
              String.valueOf(control.place()),
              control.inForce() ? control.name() : terminal.bad(control.name() + " (not in force)"),
              control.mitigation().id(),
              control.why()));
    }
    terminal.table(rows);
  }

  private void coverage(List<ListedControl> chain, ListedControl.Judges judges, String title) {
    List<ListedControl> here = chain.stream().filter(one -> one.judges() == judges).toList();
    var rows = new ArrayList<List<String>>();
    var head = new ArrayList<>(List.of(title));
    here.forEach(control -> head.add(String.valueOf(control.place())));
    rows.add(head);
    for (Coverage.Row row : Coverage.rows()) {
      if (row.judges() == judges) {
        rows.add(row(row, here));
      }
    }
    terminal.table(rows);
  }

  private static List<String> row(Coverage.Row row, List<ListedControl> chain) {
    var cells = new ArrayList<>(List.of(row.message()));
    for (ListedControl control : chain) {
      boolean judged = row.controls().contains(control.name());
      cells.add(!judged ? "." : control.inForce() ? "x" : "-");
    }
    return cells;
  }

  private static JsonObject json(List<ListedControl> chain) {
    return JsonObject.empty()
        .with("chain", JsonArray.of(chain.stream().map(ControlsCommand::json).toList()))
        .with(
            "coverage", JsonArray.of(Coverage.rows().stream().map(ControlsCommand::json).toList()));
  }

  private static JsonObject json(ListedControl control) {
    return JsonObject.empty()
        .with("judges", Forms.word(control.judges()))
        .with("place", control.place())
        .with("control", control.name())
        .with("mitigation", control.mitigation().id())
        .with("why", control.why())
        .with("inForce", control.inForce());
  }

  private static JsonObject json(Coverage.Row row) {
    return JsonObject.empty()
        .with("judges", Forms.word(row.judges()))
        .with("message", row.message())
        .with("controls", JsonArray.ofStrings(row.controls().stream().sorted().toList()));
  }
}
