package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.ApprovalNeed;
import io.portreeve.gateway.config.ApprovalSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.guard.Approver;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose approval calls need, in words for the operator: of each tool that is declared, of those
 * that are not, and where a rule asks for it.
 */
final class ApprovalRows {
  private ApprovalRows() {}

  private record Row(String server, String tool, ApprovalNeed need) {}

  static List<List<String>> of(Configuration configuration) {
    List<List<String>> rows = new ArrayList<>();
    rows(configuration)
        .forEach(row ->
            rows.add(
                List.of(row.server(), Shown.of(row.tool()), words(configuration, row.need()))));
    rows.add(
        List.of(
            "any", "(not declared)", words(configuration, configuration.approvals().undeclared())));
    rules(configuration)
        .forEach(rule ->
            rows.add(
                List.of(
                    rule.servers().isEmpty() ? "any" : String.join(", ", rule.servers()),
                    "(rule " + rule.name() + ")",
                    words(configuration, need(rule)) + ", where it applies")));
    return rows;
  }

  static JsonObject json(Configuration configuration) {
    return JsonObject.empty()
        .with(
            "tools",
            JsonArray.of(
                rows(configuration)
                    .map(row ->
                        JsonObject.empty()
                            .with("server", row.server())
                            .with("tool", row.tool())
                            .with("approval", Forms.word(row.need())))
                    .toList()))
        .with("undeclared", Forms.word(configuration.approvals().undeclared()))
        .with(
            "rules",
            JsonArray.of(
                rules(configuration)
                    .map(rule ->
                        JsonObject.empty()
                            .with("rule", rule.name())
                            .with("approval", Forms.word(need(rule))))
                    .toList()));
  }

  /** Those that bind. */
  private static Stream<RuleSettings> rules(Configuration configuration) {
    return configuration.policy().binding().approve().stream();
  }

  private static ApprovalNeed need(RuleSettings rule) {
    return switch (rule.by().orElse(Approver.OPERATOR)) {
      case TWO_OPERATORS -> ApprovalNeed.TWO_OPERATORS;
      case OPERATOR -> ApprovalNeed.OPERATOR;
      case PAGE -> ApprovalNeed.PAGE;
      case USER -> ApprovalNeed.USER;
    };
  }

  private static Stream<Row> rows(Configuration configuration) {
    ApprovalSettings approvals = configuration.approvals();
    return configuration.servers().entrySet().stream()
        .flatMap(server ->
            server.getValue().tools().entrySet().stream()
                .map(tool ->
                    new Row(server.getKey(), tool.getKey(), approvals.of(tool.getValue()))));
  }

  /** The page only where somebody may answer for the operator on it. */
  private static String where(Configuration configuration) {
    boolean page = configuration.console().filter(it -> !it.approvers().isNobody()).isPresent();
    return (page ? "on the console or " : "") + "with `portreeve approvals`";
  }

  private static String words(Configuration configuration, ApprovalNeed need) {
    return switch (need) {
      case TWO_OPERATORS -> "approved by two people, " + where(configuration);
      case OPERATOR -> "approved by the operator, " + where(configuration);
      case PAGE -> "approved by the user, on the console";
      case USER -> "approved by the user, whom his client asks";
      case NEVER -> "needs no approval";
    };
  }
}
