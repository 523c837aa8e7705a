package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.replay.RecordedUse;
import io.portreeve.gateway.replay.RecordedUse.Was;
import io.portreeve.gateway.replay.ReplayCount;
import io.portreeve.gateway.replay.Replayed;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** How a replay is shown: each use that would come out otherwise as it is met, then the numbers. */
record ReplayReport(Terminal terminal, boolean json) {
  void change(AuditRecord record, RecordedUse use, Replayed now) {
    if (json) {
      terminal.line(row(record, use, now));
    } else {
      // Not in columns: nobody knows yet how wide they would be.
      terminal.line(
          String.join(
              "  ",
              effect(now),
              record.time().truncatedTo(ChronoUnit.MILLIS).toString(),
              Shown.of(record.exchange()),
              Shown.of(use.exchange().principal().id()),
              Shown.of(thing(use)),
              why(use, now)));
    }
  }

  private String effect(Replayed now) {
    return switch (now) {
      case Replayed.Allowed _ -> terminal.good("allow");
      case Replayed.Asked _ -> terminal.bad("ask  ");
      case Replayed.Denied _, Replayed.Unknown _ -> terminal.bad("deny ");
    };
  }

  private static String why(RecordedUse use, Replayed now) {
    return switch (now) {
      case Replayed.Asked(String rule, Approver by) ->
          "`" + rule + "`: an approval of the " + Forms.word(by);
      case Replayed.Denied(String rule, Reason reason) -> "`" + rule + "`: " + reason.wire();
      case Replayed.Allowed(String rule) ->
          "`"
              + rule
              + "`; "
              + (use.was() == Was.ASKED
                  ? "an approval was asked for"
                  : "was refused as " + Shown.of(use.reason()));
      case Replayed.Unknown(String rule) -> "`" + rule + "`";
    };
  }

  private static String thing(RecordedUse use) {
    return use.subject().server().value() + " " + kind(use.subject()) + " " + name(use.subject());
  }

  static String kind(Subject subject) {
    return switch (subject) {
      case Subject.OfTool _ -> "tool";
      case Subject.OfPrompt _ -> "prompt";
      case Subject.OfResource _ -> "resource";
    };
  }

  static String name(Subject subject) {
    return switch (subject) {
      case Subject.OfTool tool -> tool.name().value();
      case Subject.OfPrompt prompt -> prompt.name().value();
      case Subject.OfResource resource -> resource.uri().value();
    };
  }

  static JsonObject row(AuditRecord record, RecordedUse use, Replayed now) {
    JsonObject row =
        JsonObject.empty()
            .with(
                "change",
                switch (now) {
                  case Replayed.Allowed _ -> "allow";
                  case Replayed.Asked _ -> "ask";
                  case Replayed.Denied _, Replayed.Unknown _ -> "deny";
                })
            .with("seq", record.seq())
            .with("time", record.time().toString())
            .with("exchange", record.exchange())
            .with("principal", use.exchange().principal().id())
            .with("server", use.subject().server().value())
            .with(kind(use.subject()), name(use.subject()))
            .with("rule", now.rule());
    return switch (now) {
      case Replayed.Denied denied -> row.with("reason", denied.reason().wire());
      case Replayed.Asked asked -> row.with("by", Forms.word(asked.approver()));
      case Replayed.Allowed _, Replayed.Unknown _ -> row.with("was", use.reason());
    };
  }

  void end(ReplayCount count, String file) {
    if (json) {
      terminal.line(numbers(count));
      return;
    }
    long judged = count.allowed() + count.denied();
    terminal.text(
        "%s would have denied %d of %d recorded uses that were allowed, and allowed %d of %d that were denied"
            .formatted(
                file, count.wouldDeny(), count.allowed(), count.wouldAllow(), count.denied()));
    if (count.asked() + count.wouldAsk() > 0) {
      terminal.text(
          "it would have asked for an approval of %d more, and no longer of %d of %d"
              .formatted(count.wouldAsk(), count.wouldNotAsk(), count.asked()));
    }
    if (judged == 0) {
      terminal.text("note: the log holds no use to judge");
    }
    new TreeMap<>(count.unknown())
        .forEach((rule, uses) ->
            terminal.text(
                "not known: %d, which depend by `%s` on what the log does not hold"
                    .formatted(uses, rule)));
    note(count.elsewhere(), "of servers that are not in " + file);
    note(count.unreadable(), "of which the log does not say who used what");
    quarantined(terminal, count.quarantined());
    if (count.otherwise() > 0) {
      terminal.text("note: refused by other controls, which no rules change: " + count.otherwise());
    }
  }

  static void quarantined(Terminal terminal, long uses) {
    if (uses > 0) {
      terminal.text(
          "note: of servers that are in quarantine, where rules allow nothing until they are"
              + " released: "
              + uses);
    }
  }

  private void note(long uses, String why) {
    if (uses > 0) {
      terminal.text("not judged: %d %s".formatted(uses, why));
    }
  }

  private static JsonObject numbers(ReplayCount count) {
    JsonObject unknown = JsonObject.empty();
    for (Map.Entry<String, Long> rule : new TreeMap<>(count.unknown()).entrySet()) {
      unknown = unknown.with(rule.getKey(), rule.getValue());
    }
    return JsonObject.empty()
        .with("allowed", count.allowed())
        .with("wouldDeny", count.wouldDeny())
        .with("denied", count.denied())
        .with("wouldAllow", count.wouldAllow())
        .with("asked", count.asked())
        .with("wouldAsk", count.wouldAsk())
        .with("wouldNotAsk", count.wouldNotAsk())
        .with("unknown", unknown)
        .with("otherServers", count.elsewhere())
        .with("unreadable", count.unreadable())
        .with("refusedOtherwise", count.otherwise())
        .with("quarantined", count.quarantined());
  }
}
