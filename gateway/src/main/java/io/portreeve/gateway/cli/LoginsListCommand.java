package io.portreeve.gateway.cli;

import io.portreeve.gateway.login.KeptLogins;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "List which users are logged in at which servers; never their tokens.",
    footer = {"", "Example:", "  portreeve logins list --json"})
final class LoginsListCommand implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("SERVER", "USER", "CLIENT", "SINCE", "UNTIL", "AT");

  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON, one login a line.")
  private boolean json;

  LoginsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenLogins open = OpenLogins.of(configuration.load(terminal), terminal)) {
      List<KeptLogins.Entry> all = open.logins().all();
      if (json) {
        all.forEach(each -> terminal.line(json(each)));
      } else if (all.isEmpty()) {
        terminal.hint("nobody is logged in: users are asked to when they first use a server");
      } else {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        all.forEach(each -> rows.add(row(each)));
        terminal.table(rows);
      }
    }
    return ExitCode.OK.number();
  }

  private static List<String> row(KeptLogins.Entry entry) {
    return List.of(
        entry.server(),
        entry.principal(),
        String.join(" ", entry.through()),
        time(entry.since()),
        entry.isRenewed() ? "renewed" : entry.until().map(LoginsListCommand::time).orElse("-"),
        entry.issuer().toString());
  }

  private static JsonObject json(KeptLogins.Entry entry) {
    JsonObject json =
        JsonObject.empty()
            .with("server", entry.server())
            .with("principal", entry.principal())
            .with("through", JsonArray.ofStrings(entry.through()))
            .with("issuer", entry.issuer().toString())
            .with("scopes", JsonArray.ofStrings(entry.scopes()))
            .with("since", time(entry.since()))
            .with("renewed", entry.isRenewed());
    return entry.until().map(end -> json.with("until", time(end))).orElse(json);
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
