package io.portreeve.gateway.cli;

import io.portreeve.gateway.store.ApiKeyRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "List the API keys, revoked and expired ones too, oldest first.",
    footer = {"", "Example:", "  portreeve keys list --json"})
final class KeysListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON, one key a line.")
  private boolean json;

  KeysListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Instant now = terminal.clock().instant();
    try (OpenStore open = OpenStore.existing(configuration.load(terminal), terminal)) {
      List<ApiKeyRecord> all = open.store().apiKeys().list();
      if (json) {
        all.forEach(key -> terminal.line(KeyReport.json(key, now)));
      } else if (all.isEmpty()) {
        terminal.hint("no keys yet: make one with `portreeve keys create --principal NAME`");
      } else {
        var rows = new ArrayList<>(List.of(KeyReport.HEAD));
        all.forEach(key -> rows.add(KeyReport.row(key, now)));
        terminal.table(rows);
      }
    }
    return ExitCode.OK.number();
  }
}
