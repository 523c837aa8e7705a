package io.portreeve.gateway.cli;

import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rules",
    description = "List the rules that a scan looks by.",
    footer = {"", "Example:", "  portreeve scan rules --json"})
final class ScanRulesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "Report as JSON, one rule a line.")
  private boolean json;

  ScanRulesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var rows = new ArrayList<>(List.of(List.of("ABOUT", "RULE", "SEVERITY", "WHAT IT FINDS")));
    for (RuleBook book : RuleBook.values()) {
      for (Rule rule : book.rules()) {
        if (json) {
          terminal.line(json(book, rule));
        } else {
          rows.add(List.of(book.word(), rule.id(), rule.severity().word(), rule.title()));
        }
      }
    }
    if (!json) {
      terminal.table(rows);
    }
    return ExitCode.OK.number();
  }

  private JsonObject json(RuleBook book, Rule rule) {
    return JsonObject.empty()
        .with("about", book.word())
        .with("id", rule.id())
        .with("severity", rule.severity().word())
        .with("what", rule.title())
        .with("remedy", terminal.typed(rule.remedy()));
  }
}
