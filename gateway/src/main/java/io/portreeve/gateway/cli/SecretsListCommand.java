package io.portreeve.gateway.cli;

import io.portreeve.gateway.credentials.SecretFile;
import io.portreeve.mcp.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "List whose secrets are kept, and since when; never the secrets.",
    footer = {"", "Example:", "  portreeve secrets list --json"})
final class SecretsListCommand implements Callable<Integer> {
  private static final List<String> HEAD = List.of("SERVER", "USER", "CHANGED");

  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON, one secret a line.")
  private boolean json;

  SecretsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenSecrets open = OpenSecrets.of(configuration.load(terminal), terminal)) {
      List<SecretFile.Entry> all = open.file().entries();
      if (json) {
        all.forEach(each -> terminal.line(json(each)));
      } else if (all.isEmpty()) {
        terminal.hint("no secrets yet: keep one with `portreeve secrets put SERVER USER`");
      } else {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        all.forEach(each -> rows.add(List.of(each.server(), each.principal(), changed(each))));
        terminal.table(rows);
      }
    }
    return ExitCode.OK.number();
  }

  private static JsonObject json(SecretFile.Entry entry) {
    return JsonObject.empty()
        .with("server", entry.server())
        .with("principal", entry.principal())
        .with("changed", changed(entry));
  }

  private static String changed(SecretFile.Entry entry) {
    return entry.changed().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
