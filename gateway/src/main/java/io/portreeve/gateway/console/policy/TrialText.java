package io.portreeve.gateway.console.policy;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.comparison.AccessChange;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Table;
import io.portreeve.gateway.replay.RecordedUse;
import io.portreeve.gateway.replay.ReplayCount;
import io.portreeve.gateway.replay.Replayed;
import io.portreeve.guard.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Shows what other rules would mean. */
record TrialText(Trial trial) {
  /** Beyond so many nobody reads on. */
  private static final int MOST = 200;

  Html shown() {
    return Html.all(
        tag("p").with("class", "state").with("role", "status").holding(summary()),
        Html.all(notes().stream().map(Html::paragraph).toList()),
        uses(),
        rules(),
        access());
  }

  private String summary() {
    ReplayCount count = trial.count();
    String refused =
        "These rules would have refused %d of %d recorded calls that were allowed, and allowed %d of %d that were refused."
            .formatted(count.wouldDeny(), count.allowed(), count.wouldAllow(), count.denied());
    return count.asked() + count.wouldAsk() == 0
        ? refused
        : refused
            + " They would have asked for an approval of %d more, and no longer of %d of %d."
                .formatted(count.wouldAsk(), count.wouldNotAsk(), count.asked());
  }

  /** What the numbers do not say. */
  private List<String> notes() {
    ReplayCount count = trial.count();
    List<String> notes = new ArrayList<>();
    new TreeMap<>(count.unknown())
        .forEach((rule, uses) ->
            notes.add(
                "Not known: %d, which depend by %s on what the log does not hold."
                    .formatted(uses, VisibleText.line(rule))));
    if (count.elsewhere() > 0) {
      notes.add("Not judged: %d of servers that are no longer there.".formatted(count.elsewhere()));
    }
    if (count.unreadable() > 0) {
      notes.add(
          "Not judged: %d of which the log does not say who used what."
              .formatted(count.unreadable()));
    }
    if (count.quarantined() > 0) {
      notes.add(
          "Of servers in quarantine, where rules allow nothing until they are released: %d."
              .formatted(count.quarantined()));
    }
    if (count.otherwise() > 0) {
      notes.add(
          "Refused by other controls, which no rules change: %d.".formatted(count.otherwise()));
    }
    return List.copyOf(notes);
  }

  private Html uses() {
    Table table =
        Table.of(
            "Calls that would come out otherwise, the newest first",
            "At",
            "Who",
            "What",
            "Now it would be",
            "By rule");
    trial
        .uses()
        .reversed()
        .forEach(one ->
            table.row(
                Facts.time(one.record().time()),
                code(VisibleText.line(one.use().exchange().principal().id())),
                thing(one.use().subject()),
                text(fate(one.use(), one.now())),
                code(VisibleText.line(one.now().rule()))));
    return Html.all(
        tag("h2").holding("Recorded calls"),
        table.orElse("None of the records would come out otherwise."),
        trial.uses().size() == Trial.MOST
            ? paragraph("There may be older ones; portreeve policy replay shows all.")
            : Html.none());
  }

  private static String fate(RecordedUse use, Replayed now) {
    String was = use.was() == RecordedUse.Was.DENIED ? ", and was refused" : "";
    return switch (now) {
      case Replayed.Allowed _ -> "allowed" + was;
      case Replayed.Asked(_, var by) -> "asked of the " + Forms.word(by) + was;
      case Replayed.Denied(_, var reason) -> "refused: " + reason.wire();
      case Replayed.Unknown _ -> "not known";
    };
  }

  private static Html thing(Subject subject) {
    String name =
        switch (subject) {
          case Subject.OfTool tool -> "tool " + tool.name().value();
          case Subject.OfPrompt prompt -> "prompt " + prompt.name().value();
          case Subject.OfResource resource -> "resource " + resource.uri().value();
        };
    return code(VisibleText.line(subject.server().value() + " " + name));
  }

  private Html rules() {
    Table table = Table.of("Rules that differ", "Name", "List", "Change", "In what");
    trial
        .rules()
        .forEach(one ->
            table.row(
                code(VisibleText.line(one.name())),
                text(one.what()),
                text(one.how().word()),
                text(VisibleText.line(String.join(", ", one.keys())))));
    return Html.all(tag("h2").holding("Rules"), table.orElse("No rule differs."));
  }

  private Html access() {
    Table table = Table.of("Who may use what otherwise", "Who", "What", "Before", "Then");
    trial.access().stream().limit(MOST).forEach(one -> row(table, one));
    return Html.all(
        tag("h2").holding("Access"),
        table.orElse("Nobody of whom anything is known may use anything else than before."),
        trial.access().size() > MOST
            ? paragraph("And more; portreeve policy diff shows all.")
            : Html.none());
  }

  private static void row(Table table, AccessChange one) {
    table.row(
        code(VisibleText.line(one.caller())),
        thing(one.subject()),
        text(one.before().word()),
        text(one.after().word()));
  }
}
