package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.comparison.AccessChange;
import io.portreeve.gateway.comparison.RuleChange;
import io.portreeve.gateway.comparison.Turn;
import io.portreeve.gateway.comparison.TurnCount;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.replay.RecordedUse;
import io.portreeve.gateway.replay.Replayed;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the differences of two configurations are shown. */
record DiffReport(Terminal terminal, boolean json) {
  private static final String KIND = "kind";

  void rules(List<RuleChange> changes) {
    if (json) {
      changes.forEach(change -> terminal.line(row(change)));
    } else if (changes.isEmpty()) {
      terminal.line("no rule differs");
    } else {
      terminal.line(terminal.strong("rules"));
      terminal.table(changes.stream().map(DiffReport::words).toList());
    }
  }

  private static List<String> words(RuleChange change) {
    String keys = change.keys().isEmpty() ? "" : ": " + String.join(", ", change.keys());
    return List.of("  " + change.what(), change.name(), change.how().word() + keys);
  }

  private static JsonObject row(RuleChange change) {
    return JsonObject.empty()
        .with(KIND, "rule")
        .with("list", change.what())
        .with("name", change.name())
        .with("change", change.how().word())
        .with("keys", JsonArray.ofStrings(change.keys()));
  }

  void access(List<AccessChange> changes) {
    if (json) {
      changes.forEach(change -> terminal.line(row(change)));
    } else if (changes.isEmpty()) {
      terminal.line("nobody of whom anything is known may use anything else than before");
    } else {
      terminal.line(terminal.strong("who may use what"));
      terminal.table(grouped(changes));
    }
  }

  /** What goes alike for one caller at one server stands in one row. */
  private static List<List<String>> grouped(List<AccessChange> changes) {
    Map<List<String>, List<String>> groups = new LinkedHashMap<>();
    for (AccessChange change : changes) {
      groups
          .computeIfAbsent(
              List.of(
                  "  " + Shown.of(change.caller()),
                  change.before().word() + " -> " + change.after().word(),
                  change.subject().server().value(),
                  ReplayReport.kind(change.subject())),
              _ -> new ArrayList<>())
          .add(Shown.of(ReplayReport.name(change.subject())));
    }
    List<List<String>> rows = new ArrayList<>();
    groups.forEach((group, names) -> {
      List<String> row = new ArrayList<>(group);
      row.add(String.join(", ", names));
      rows.add(row);
    });
    return rows;
  }

  private static JsonObject row(AccessChange change) {
    return JsonObject.empty()
        .with(KIND, "access")
        .with("caller", change.caller())
        .with("server", change.subject().server().value())
        .with(ReplayReport.kind(change.subject()), ReplayReport.name(change.subject()))
        .with("before", Forms.word(change.before()))
        .with("after", Forms.word(change.after()));
  }

  /** Of a server: what rules allow of it counts for nothing now. */
  void quarantined(String server) {
    if (!json) {
      terminal.text(
          "note: `"
              + server
              + "` is in quarantine, where rules allow nothing until it is released");
    }
  }

  void use(AuditRecord record, RecordedUse use, Turn turn) {
    switch (turn) {
      case Turn.Denied(var now) -> use(record, use, now);
      case Turn.Allowed(var now) -> use(record, use, now);
      case Turn.Asked(var now) -> use(record, use, now);
      case Turn.None _, Turn.Unknown _, Turn.Elsewhere _ -> {}
    }
  }

  private void use(AuditRecord record, RecordedUse use, Replayed now) {
    if (json) {
      terminal.line(ReplayReport.row(record, use, now).with(KIND, "use"));
    } else {
      new ReplayReport(terminal, false).change(record, use, now);
    }
  }

  void noLog() {
    if (!json) {
      terminal.line("note: there is no log yet, so no recorded use was judged");
    }
  }

  void end(TurnCount count) {
    if (json) {
      terminal.line(numbers(count));
      return;
    }
    terminal.text(
        "this change would have denied %d, and allowed %d, of %d recorded uses"
            .formatted(count.denied(), count.allowed(), count.uses()));
    if (count.asked() > 0) {
      terminal.line("it would have asked for an approval of " + count.asked());
    }
    count
        .unknown()
        .forEach((rule, uses) ->
            terminal.text(
                "not known: %d, which depend by `%s` on what the log does not hold"
                    .formatted(uses, rule)));
    note(count.elsewhere(), "of servers that are not in both");
    note(count.unreadable(), "of which the log does not say who used what");
    ReplayReport.quarantined(terminal, count.quarantined());
  }

  private void note(long uses, String why) {
    if (uses > 0) {
      terminal.line("not judged: %d %s".formatted(uses, why));
    }
  }

  private static JsonObject numbers(TurnCount count) {
    JsonObject unknown = JsonObject.empty();
    for (Map.Entry<String, Long> rule : count.unknown().entrySet()) {
      unknown = unknown.with(rule.getKey(), rule.getValue());
    }
    return JsonObject.empty()
        .with(KIND, "numbers")
        .with("uses", count.uses())
        .with("wouldDeny", count.denied())
        .with("wouldAllow", count.allowed())
        .with("wouldAsk", count.asked())
        .with("unknown", unknown)
        .with("otherServers", count.elsewhere())
        .with("unreadable", count.unreadable())
        .with("quarantined", count.quarantined());
  }
}
