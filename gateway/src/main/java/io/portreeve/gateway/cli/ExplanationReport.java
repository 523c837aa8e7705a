package io.portreeve.gateway.cli;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.Explanation;
import io.portreeve.gateway.Explanation.Fate;
import io.portreeve.gateway.Explanation.Step;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.display.JsonDiff;
import io.portreeve.gateway.policy.RuleFinding;
import io.portreeve.guard.Answer;
import io.portreeve.guard.Change;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an explanation is shown. */
record ExplanationReport(Terminal terminal) {
  void print(Explanation explanation) {
    terminal.line(
        terminal.strong(explanation.server().map(id -> "at " + id.value()).orElse("at no server")));
    terminal.table(explanation.steps().stream().map(this::row).toList());
    explanation.rules().ifPresent(this::rules);
    changes(explanation);
    explanation
        .notes()
        .forEach(note -> terminal.table(List.of(List.of("assumed", Shown.of(note)))));
    explanation.denial().ifPresent(said -> terminal.table(DenialRows.of(terminal, said)));
    terminal.text(ending(explanation.fate()));
  }

  private List<String> row(Step step) {
    var cells =
        new ArrayList<>(
            List.of(
                Forms.word(step.control().judges()),
                String.valueOf(step.control().place()),
                step.control().name(),
                step.control().mitigation().id()));
    cells.addAll(
        step.decision()
            .map(this::said)
            .orElseGet(() ->
                List.of("-", step.control().inForce() ? "not asked any more" : "not in force")));
    return cells;
  }

  private List<String> said(Decision decision) {
    String verdict = Forms.word(decision.kind());
    boolean no = decision.kind() == Decision.Kind.DENY || decision.kind() == Decision.Kind.ASK;
    return List.of(
        no ? terminal.bad(verdict) : verdict,
        decision.reason().wire() + ": " + decision.reason().explanation() + details(decision));
  }

  private static String details(Decision decision) {
    Stream<String> changes = decision.changes().stream().map(ExplanationReport::text);
    Stream<String> detail = Stream.of(decision.detail()).filter(text -> !text.isEmpty());
    String all = Stream.concat(detail, changes).map(Shown::of).collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " (" + all + ")";
  }

  private static String text(Change change) {
    return change.pointer()
        + " "
        + change.what()
        + (change.count() > 1 ? " ×" + change.count() : "");
  }

  private void rules(List<RuleFinding> rules) {
    if (rules.isEmpty()) {
      terminal.line("rule  none names it");
    }
    terminal.table(rules.stream().map(this::row).toList());
  }

  private List<String> row(RuleFinding finding) {
    String when = finding.rule().when().map(one -> ": " + Shown.of(one.text())).orElse("");
    String outcome =
        switch (finding.outcome()) {
          case APPLIES -> "applies" + (when.isEmpty() ? "" : ", its condition holds" + when);
          case CONDITION_FALSE -> "its condition does not hold" + when;
          case CONDITION_FAILED ->
              terminal.bad("its condition cannot be judged, which refuses") + when;
          case NO_OBJECT -> "the use names no object that it could go by" + demanded(finding);
          case NOT_RELATED -> "the relation that it demands is missing" + demanded(finding);
          case RELATION_FAILED ->
              terminal.bad("the relations cannot be asked, which refuses") + demanded(finding);
          case OTHER_ROLES -> "only for role " + String.join(", ", finding.rule().roles());
          case UNDERSCOPED -> "needs scope " + String.join(" ", finding.rule().scopes());
          case OTHER_CLIENT ->
              "only for client "
                  + String.join(
                      ", ", finding.rule().clients().stream().map(Glob::pattern).toList());
          case OTHER_PHASE -> "only for what is listed";
        };
    String by = finding.rule().by().map(approver -> " by " + Forms.word(approver)).orElse("");
    String effect = Forms.word(finding.effect()) + by;
    String how = finding.rule().shadow() ? effect + ", only tried" : effect;
    return List.of("rule", how, finding.rule().name(), outcome);
  }

  private static String demanded(RuleFinding finding) {
    return ": "
        + finding.rule().objects().entrySet().stream()
            .map(one -> one.getValue() + " of " + one.getKey())
            .collect(Collectors.joining(", "));
  }

  private static JsonObject json(RuleFinding finding) {
    JsonObject json =
        JsonObject.empty()
            .with("effect", Forms.word(finding.effect()))
            .with("rule", finding.rule().name())
            .with("outcome", Forms.word(finding.outcome()));
    JsonObject bound = finding.rule().shadow() ? json.with("shadow", true) : json;
    JsonObject whole =
        finding.rule().by().map(by -> bound.with("by", Forms.word(by))).orElse(bound);
    return finding.rule().when().map(when -> whole.with("when", when.text())).orElse(whole);
  }

  private void changes(Explanation explanation) {
    explanation
        .fate()
        .onward()
        .map(onward -> JsonDiff.between(explanation.received(), onward))
        .orElse(List.of())
        .forEach(line -> {
          line.before().ifPresent(was -> terminal.line(terminal.bad("- " + shown(line, was))));
          line.after().ifPresent(is -> terminal.line(terminal.good("+ " + shown(line, is))));
        });
  }

  private static String shown(JsonDiff.Line line, String value) {
    return Shown.of(line.pointer()) + " " + Shown.of(value);
  }

  private String ending(Fate fate) {
    return switch (fate.ending()) {
      case FORWARDED -> terminal.good("forwarded") + ": the server gets it";
      case DELIVERED -> terminal.good("delivered") + ": the client gets it";
      case DROPPED -> terminal.bad("dropped") + because(fate) + "; the client is told nothing";
      case REFUSED -> terminal.bad("refused") + because(fate) + told(fate);
      case WITHHELD -> terminal.bad("withheld") + because(fate) + told(fate);
      case NEEDS_APPROVAL -> terminal.bad("needs approval") + because(fate) + told(fate);
    };
  }

  private static String because(Fate fate) {
    return fate.reason().map(reason -> " as " + reason.wire()).orElse("");
  }

  private static String told(Fate fate) {
    return "; the client is told "
        + fate.told().map(told -> Shown.of(told.toString())).orElseGet(() -> status(fate));
  }

  /** What the door says, which reads no message. */
  private static String status(Fate fate) {
    return switch (fate.reason().map(Reason::answer).orElse(Answer.UNAUTHENTICATED)) {
      case FORBIDDEN -> "HTTP 403";
      case TOO_MANY -> "HTTP 429";
      case UNAVAILABLE -> "HTTP 503";
      default -> "HTTP 401";
    };
  }

  void json(Explanation explanation) {
    Fate fate = explanation.fate();
    JsonObject json =
        JsonObject.empty()
            .with("server", explanation.server().map(ServerId::value).orElse(""))
            .with("ending", Forms.word(fate.ending()))
            .with("reason", fate.reason().map(Reason::wire).orElse(""))
            .with("detail", fate.detail())
            .with(
                "steps",
                JsonArray.of(explanation.steps().stream().map(ExplanationReport::json).toList()))
            .with(
                "rules",
                JsonArray.of(
                    explanation.rules().orElse(List.of()).stream()
                        .map(ExplanationReport::json)
                        .toList()))
            .with("received", explanation.received());
    json = with(json, "onward", fate.onward());
    json = with(json, "told", fate.told());
    json = with(json, "denial", explanation.denial().map(DenialRows::json));
    terminal.line(json.with("assumed", JsonArray.ofStrings(explanation.notes())));
  }

  private static JsonObject with(JsonObject json, String name, Optional<JsonObject> value) {
    return value.map(there -> json.with(name, there)).orElse(json);
  }

  private static JsonObject json(Step step) {
    JsonObject json =
        JsonObject.empty()
            .with("judges", Forms.word(step.control().judges()))
            .with("place", step.control().place())
            .with("control", step.control().name())
            .with("mitigation", step.control().mitigation().id())
            .with("inForce", step.control().inForce());
    return step.decision().map(decision -> json(json, decision)).orElse(json);
  }

  private static JsonObject json(JsonObject json, Decision decision) {
    return json.with("verdict", Forms.word(decision.kind()))
        .with("reason", decision.reason().wire())
        .with("explanation", decision.reason().explanation())
        .with("detail", decision.detail())
        .with(
            "changes",
            JsonArray.of(decision.changes().stream().map(ExplanationReport::json).toList()));
  }

  private static JsonObject json(Change change) {
    return JsonObject.empty()
        .with("at", change.pointer())
        .with("what", change.what())
        .with("count", change.count());
  }
}
