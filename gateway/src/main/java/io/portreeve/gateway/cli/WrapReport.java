package io.portreeve.gateway.cli;

import io.portreeve.gateway.desk.Candidate;
import io.portreeve.gateway.desk.Grants;
import io.portreeve.gateway.desk.Sight;
import io.portreeve.gateway.desk.Start;
import io.portreeve.gateway.desk.ToolChoice;
import io.portreeve.gateway.desk.Wrapping;
import io.portreeve.gateway.desk.jsonc.JsoncRefused;
import io.portreeve.gateway.desk.jsonc.JsoncText;
import io.portreeve.gateway.display.ShellWord;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to become, or became, of a client's file, for people and for programs. */
record WrapReport(Terminal terminal, WrapPlan plan) {
  void print() {
    Wrapping wrapping = plan.wrapping();
    terminal.line(Shown.of(wrapping.file().named().toString()));
    JsoncText fresh = fresh();
    for (WrapPlan.Chosen one : plan.chosen()) {
      terminal.line("");
      terminal.line(terminal.strong(Shown.of(one.candidate().entry().name())));
      diff(one.candidate(), fresh);
      terminal.table(rows(one));
    }
    if (!wrapping.guarded().isEmpty()) {
      terminal.line("");
      wrapping
          .guarded()
          .forEach(entry -> terminal.line(Shown.of(entry.name()) + " is behind Portreeve already"));
    }
    if (!plan.left().isEmpty()) {
      terminal.line("");
      printLeft();
    }
    terminal.line("");
  }

  void printLeft() {
    for (Wrapping.Left one : plan.left()) {
      terminal.text(
          terminal.bad("stays as it is") + "  " + Shown.of(one.name() + ": " + one.why()));
    }
  }

  private JsoncText fresh() {
    try {
      return JsoncText.read(plan.wrapping().rewritten(plan.candidates()));
    } catch (JsoncRefused impossible) {
      throw new IllegalStateException("what is written is JSON", impossible);
    }
  }

  private void diff(Candidate candidate, JsoncText fresh) {
    String before = candidate.before(plan.wrapping().text());
    for (String line : LineDiff.of(before, candidate.after(fresh))) {
      String shown = "  " + Shown.of(line);
      terminal.line(
          switch (line.charAt(0)) {
            case '+' -> terminal.good(shown);
            case '-' -> terminal.bad(shown);
            default -> shown;
          });
    }
  }

  private static List<List<String>> rows(WrapPlan.Chosen one) {
    List<List<String>> rows = new ArrayList<>();
    if (one.candidate().start() instanceof Start.Program) {
      rows.add(row("sandbox", touches(one.candidate())));
    }
    if (one.sight() instanceof Sight.Unseen(String why)) {
      rows.add(row("asks first", "every call, because nobody looked at it: " + why));
    } else {
      rows.add(row("free", names(one, true)));
      rows.add(row("asks first", names(one, false)));
    }
    rows.add(row("profile", one.candidate().profile().toString()));
    return rows;
  }

  private static List<String> row(String word, String text) {
    return List.of("  " + word, Shown.of(text));
  }

  private static String touches(Candidate candidate) {
    Grants grants = candidate.grants();
    if (grants.unconfined()) {
      return "whatever you may: nothing here can confine it";
    }
    return Stream.of(
            "reads the programs and libraries of the system, and its own code",
            part("also reads ", grants.read().stream().map(Path::toString)),
            part("writes ", worked(grants)),
            grants.folders().isEmpty() ? "" : "keeps what it fetches in a folder of its own",
            reaches(candidate),
            part(
                "does not get what it names of yours: ",
                grants.withheld().stream().map(Path::toString)))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** What a server lacks would else be noticed at its first call. */
  private static String reaches(Candidate candidate) {
    Set<String> all = candidate.grants().network();
    String hosts =
        all.isEmpty()
            ? "connects to nothing"
            : part("connects to ", all.stream())
                + (all.equals(candidate.grants().fetchedFrom(candidate.start()))
                    ? ", to be fetched, and to nothing else"
                    : ", and to nothing else");
    return hosts + " (hosts that its tools need you add to `network` in its profile)";
  }

  private static Stream<String> worked(Grants grants) {
    return grants.write().stream()
        .filter(path -> !grants.folders().containsValue(path))
        .map(Path::toString);
  }

  private static String part(String word, Stream<String> texts) {
    String all = texts.collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : word + all;
  }

  private static String names(WrapPlan.Chosen one, boolean reads) {
    String all =
        one.candidate().tools(one.sight()).stream()
            .filter(tool -> tool.reads() == reads)
            .map(ToolChoice::name)
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "nothing" : all;
  }

  void printDone(Wrapping.Done done) {
    String file = ShellWord.of(plan.wrapping().file().named().toString());
    done.aside()
        .forEach(path -> terminal.line("an earlier profile that was changed is kept: " + path));
    terminal.line("backup   " + Shown.of(done.backup().toString()));
    terminal.hint("undo     `portreeve unwrap " + file + "`");
    plan.chosen().forEach(one -> printEveryDay(one.candidate()));
    terminal.line("");
    terminal.text(
        "Restart the client, so that it reads its file again. A call that asks first is shown in the client if it can ask"
            + " its user; else it waits for you, at the command above. Each profile is yours to change.");
  }

  /** Each server has a profile of its own, and with it a log and an inbox. */
  private void printEveryDay(Candidate candidate) {
    String whose =
        plan.chosen().size() == 1 ? "" : "  (" + Shown.of(candidate.entry().name()) + ")";
    String profile = ShellWord.of(candidate.profile().toString());
    terminal.hint("look     `portreeve audit show -c " + profile + "`" + whose);
    terminal.hint(
        "answer   `portreeve approvals list -c " + profile + "`, then `approve` or `deny`" + whose);
  }

  /** Of what was not written. */
  JsonObject json() {
    return json(false);
  }

  JsonObject json(Wrapping.Done done) {
    return json(true).with("backup", done.backup().toString());
  }

  private JsonObject json(boolean written) {
    return JsonObject.empty()
        .with("file", plan.wrapping().file().named().toString())
        .with("written", written)
        .with("wrapped", JsonArray.of(plan.chosen().stream().map(WrapReport::json).toList()))
        .with(
            "guarded",
            JsonArray.ofStrings(
                plan.wrapping().guarded().stream().map(entry -> entry.name()).toList()))
        .with(
            "left",
            JsonArray.of(
                plan.left().stream()
                    .map(one -> JsonObject.empty().with("name", one.name()).with("why", one.why()))
                    .toList()));
  }

  private static JsonObject json(WrapPlan.Chosen one) {
    List<ToolChoice> tools = one.candidate().tools(one.sight());
    return JsonObject.empty()
        .with("name", one.candidate().entry().name())
        .with("profile", one.candidate().profile().toString())
        .with("text", one.text())
        .with("looked", one.sight() instanceof Sight.Seen)
        .with("free", strings(tools, true))
        .with("asks-first", strings(tools, false));
  }

  private static JsonArray strings(List<ToolChoice> tools, boolean reads) {
    return JsonArray.ofStrings(
        tools.stream().filter(tool -> tool.reads() == reads).map(ToolChoice::name).toList());
  }
}
