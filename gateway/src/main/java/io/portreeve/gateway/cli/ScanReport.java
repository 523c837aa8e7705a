package io.portreeve.gateway.cli;

import io.portreeve.gateway.scan.ScanResult;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a scan found, for people and for programs.
 *
 * @param result what nobody accepted
 * @param accepted how many findings somebody did
 */
record ScanReport(ScanResult result, int accepted) {
  void print(Terminal terminal) {
    var rows = new ArrayList<List<String>>();
    for (Finding one : result.findings()) {
      rows.add(
          List.of(
              severity(terminal, one.severity()),
              one.server().isEmpty() ? "-" : one.server(),
              one.place(),
              one.rule().title() + ": " + one.evidence()));
      rows.add(List.of("", "", "", terminal.typed(one.rule().remedy())));
      rows.add(List.of("", "", "", one.id()));
    }
    terminal.table(rows);
    terminal.line(summary());
    if (!result.findings().isEmpty()) {
      terminal.hint("what you know of and live with: `portreeve scan accept FINDING --reason WHY`");
    }
  }

  private static String severity(Terminal terminal, Severity severity) {
    return switch (severity) {
      case LOW, MEDIUM -> severity.word();
      case HIGH, CRITICAL -> terminal.bad(severity.word());
    };
  }

  private String summary() {
    String looked = "looked at " + String.join(", ", result.looked());
    String known = accepted == 0 ? "" : "; " + accepted + " accepted";
    return (result.findings().isEmpty() ? "nothing found" : counts()) + known + "; " + looked;
  }

  private String counts() {
    int all = result.findings().size();
    String each =
        Stream.of(Severity.values())
            .sorted((one, other) -> other.compareTo(one))
            .map(severity -> count(severity) + " " + severity.word())
            .filter(text -> !text.startsWith("0 "))
            .collect(Collectors.joining(", "));
    return all + (all == 1 ? " finding: " : " findings: ") + each;
  }

  private long count(Severity severity) {
    return result.findings().stream().filter(one -> one.severity() == severity).count();
  }

  JsonObject json() {
    return result.json().with("accepted", accepted);
  }
}
