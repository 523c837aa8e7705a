package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.replay.Replay;
import io.portreeve.gateway.replay.Tally;
import io.portreeve.gateway.replay.Verdict;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** How it is shown what would have become of recorded uses. */
record ReplayReport(Terminal terminal, Tally tally, List<String> notes) {
  private static final List<String> HEAD =
      List.of("EXCHANGE", "PRINCIPAL", "SERVER", "WHAT", "WOULD BE", "RULE");

  void print() {
    int allowed = count(Verdict.ALLOWED);
    int denied = count(Verdict.DENIED);
    terminal.text(
        "%s; %s"
            .formatted(
                moved("denied", tally.count(Verdict.ALLOWED, Verdict.DENIED), allowed, "allowed"),
                moved("allowed", tally.count(Verdict.DENIED, Verdict.ALLOWED), denied, "denied")));
    if (tally.unknown() > 0) {
      terminal.text(unknown());
    }
    if (tally.others() > 0) {
      terminal.text(tally.others() + " were refused for other reasons, and are not judged again");
    }
    notes.forEach(note -> terminal.text("note: " + note));
    differences();
  }

  private String moved(String now, int count, int of, String was) {
    String shown = count == 0 ? "0" : terminal.bad(String.valueOf(count));
    return "would have " + now + " " + shown + " of " + of + " recorded uses that were " + was;
  }

  private int count(Verdict was) {
    int all = 0;
    for (Verdict now : Verdict.values()) {
      all += tally.count(was, now);
    }
    return all;
  }

  private String unknown() {
    int values = tally.unknown() - tally.incomplete();
    return "unknown of "
        + tally.unknown()
        + ": of "
        + values
        + " it depends on arguments that are not on record (`audit.values: full` records them), of "
        + tally.incomplete()
        + " the record lacks who asked or for what";
  }

  private void differences() {
    if (tally.differences().isEmpty()) {
      return;
    }
    var rows = new ArrayList<>(List.of(HEAD));
    tally.differences().forEach(one -> rows.add(row(one)));
    terminal.table(rows);
    int more =
        tally.count(Verdict.ALLOWED, Verdict.DENIED)
            + tally.count(Verdict.DENIED, Verdict.ALLOWED)
            - tally.differences().size();
    if (more > 0) {
      terminal.text("and " + more + " more; --most shows more of them");
    }
  }

  private List<String> row(Tally.Difference one) {
    return List.of(
        one.use().record().exchange(),
        Shown.of(one.use().principal()),
        Shown.of(one.use().server()),
        Shown.of(one.use().what()),
        one.now().verdict() == Verdict.DENIED ? terminal.bad("denied") : "allowed",
        one.now().rule());
  }

  void json() {
    terminal.line(
        JsonObject.empty()
            .with("uses", tally.all())
            .with("wereAllowed", count(Verdict.ALLOWED))
            .with("wereDenied", count(Verdict.DENIED))
            .with("wouldBeDenied", tally.count(Verdict.ALLOWED, Verdict.DENIED))
            .with("wouldBeAllowed", tally.count(Verdict.DENIED, Verdict.ALLOWED))
            .with("unknown", tally.unknown())
            .with("incomplete", tally.incomplete())
            .with("refusedOtherwise", tally.others())
            .with("notes", JsonArray.ofStrings(notes))
            .with(
                "differences",
                JsonArray.of(tally.differences().stream().map(ReplayReport::json).toList())));
  }

  private static JsonObject json(Tally.Difference one) {
    return JsonObject.empty()
        .with("exchange", one.use().record().exchange())
        .with("time", one.use().record().time().toString())
        .with("principal", one.use().principal())
        .with("server", one.use().server())
        .with("what", one.use().what())
        .with("was", answer(one.was()))
        .with("now", answer(one.now()));
  }

  private static JsonObject answer(Replay.Answer answer) {
    JsonObject json = JsonObject.empty().with("verdict", Forms.word(answer.verdict()));
    return answer.rule().isEmpty() ? json : json.with("rule", answer.rule());
  }
}
