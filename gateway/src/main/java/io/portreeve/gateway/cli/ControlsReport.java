package io.portreeve.gateway.cli;

import io.portreeve.gateway.Coverage;
import io.portreeve.gateway.ListedControl;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The chain of controls, and a matrix of which of them judges what. */
record ControlsReport(List<ListedControl> chain) {
  private static final List<List<String>> MARKS =
      List.of(
          List.of("x", "judges it"),
          List.of(".", "has nothing to say about this kind"),
          List.of("-", "would judge it, but was given up, or not turned on, in the configuration"));

  void print(Terminal terminal) {
    terminal.table(chain.stream().map(control -> row(terminal, control)).toList());
    matrix(terminal, ListedControl.Judges.CLIENTS, "clients say");
    matrix(terminal, ListedControl.Judges.SERVERS, "servers say");
    terminal.line("");
    terminal.table(MARKS);
    terminal.text(
        "One chain for every entry: HTTP of 2026-07-28, HTTP of the stateful revisions, HTTP+SSE,"
            + " stdio.");
    terminal.line("");
    terminal.line(terminal.strong("What one might expect to be judged there, and why it is not"));
    for (Coverage.Gap gap : Coverage.gaps()) {
      terminal.text(gap.message() + " by " + names(gap));
      terminal.table(List.of(List.of("", gap.why())));
    }
  }

  private static List<String> row(Terminal terminal, ListedControl control) {
    return List.of(
        Forms.word(control.judges()),
        String.valueOf(control.place()),
        name(terminal, control),
        control.mitigation().id(),
        control.why());
  }

  private static String name(Terminal terminal, ListedControl control) {
    if (control.givenUp()) {
      return terminal.bad(control.name() + " (not in force)");
    }
    return control.inForce() ? control.name() : control.name() + " (off)";
  }

  private void matrix(Terminal terminal, ListedControl.Judges judges, String title) {
    List<ListedControl> here = chain.stream().filter(one -> one.judges() == judges).toList();
    var rows = new ArrayList<List<String>>();
    rows.add(List.of(title, marks(here, control -> String.valueOf(control.place()))));
    Coverage.rows().stream()
        .filter(row -> row.judges() == judges)
        .forEach(row -> rows.add(cells(row, here)));
    terminal.line("");
    terminal.table(rows);
    terminal.text(
        here.stream()
            .map(control -> control.place() + " " + control.name())
            .collect(Collectors.joining(", ")));
  }

  private static List<String> cells(Coverage.Row row, List<ListedControl> chain) {
    return List.of(
        row.message(),
        marks(
            chain,
            control -> {
              boolean judged = row.controls().contains(control.name());
              return !judged ? "." : control.inForce() ? "x" : "-";
            }));
  }

  /** One for each control, each as wide as its number: columns of their own would be too many. */
  private static String marks(List<ListedControl> chain, Function<ListedControl, String> mark) {
    return chain.stream()
        .map(control -> {
          int width = String.valueOf(control.place()).length();
          String one = mark.apply(control);
          return one + " ".repeat(width - one.length());
        })
        .collect(Collectors.joining(" "));
  }

  private static String names(Coverage.Gap gap) {
    return String.join(", ", new TreeSet<>(gap.controls()));
  }

  JsonObject json() {
    return JsonObject.empty()
        .with("chain", JsonArray.of(chain.stream().map(ControlsReport::json).toList()))
        .with("coverage", JsonArray.of(Coverage.rows().stream().map(ControlsReport::json).toList()))
        .with("gaps", JsonArray.of(Coverage.gaps().stream().map(ControlsReport::json).toList()));
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

  private static JsonObject json(Coverage.Gap gap) {
    return JsonObject.empty()
        .with("message", gap.message())
        .with("controls", JsonArray.ofStrings(gap.controls().stream().sorted().toList()))
        .with("why", gap.why());
  }
}
