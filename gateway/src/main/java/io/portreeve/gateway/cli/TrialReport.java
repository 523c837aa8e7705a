package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.PolicyCase;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.policy.PolicyTrial.Result;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/**
 * What came of a table of cases.
 *
 * @param untouched the rules that no case is about
 */
record TrialReport(List<Result> results, List<String> untouched) {
  long failed() {
    return results.stream().filter(result -> !result.asExpected()).count();
  }

  void print(Terminal terminal) {
    terminal.table(results.stream().map(result -> row(terminal, result)).toList());
    terminal.line(
        failed() == 0
            ? results.size() + " cases, all as expected"
            : results.size() + " cases, " + failed() + " not as expected");
    untouched.forEach(rule -> terminal.line("note: no case touches rule `" + rule + "`"));
  }

  private static List<String> row(Terminal terminal, Result result) {
    String came = came(result);
    return result.asExpected()
        ? List.of(terminal.good("ok"), Shown.of(result.asked().name()), came)
        : List.of(
            terminal.bad("FAIL"),
            Shown.of(result.asked().name()),
            "expected " + expected(result.asked()) + "; came " + came);
  }

  private static String expected(PolicyCase asked) {
    String rule = asked.rule().map(name -> " by `" + name + "`").orElse("");
    String reason = asked.reason().map(why -> ", " + why.wire()).orElse("");
    return Forms.word(asked.expect()) + rule + reason;
  }

  private static String came(Result result) {
    boolean early = result.phase() == Phase.DISCOVER && result.asked().phase() == Phase.CALL;
    return Forms.word(result.came())
        + " by `"
        + result.rule()
        + "`, "
        + result.reason().wire()
        + (early ? " (when things are listed)" : "");
  }

  JsonObject json() {
    return JsonObject.empty()
        .with("cases", results.size())
        .with("failed", failed())
        .with("results", JsonArray.of(results.stream().map(TrialReport::json).toList()))
        .with("untouched", JsonArray.ofStrings(untouched));
  }

  private static JsonObject json(Result result) {
    JsonObject json =
        JsonObject.empty()
            .with("name", result.asked().name())
            .with("asExpected", result.asExpected())
            .with("expected", Forms.word(result.asked().expect()));
    json =
        result.asked().rule().isPresent()
            ? json.with("expectedRule", result.asked().rule().get())
            : json;
    json =
        result.asked().reason().isPresent()
            ? json.with("expectedReason", result.asked().reason().get().wire())
            : json;
    return json.with("came", Forms.word(result.came()))
        .with("phase", Forms.word(result.phase()))
        .with("rule", result.rule())
        .with("reason", result.reason().wire());
  }
}
