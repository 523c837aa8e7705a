package io.portreeve.gateway.cli;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.portreeve.gateway.store.ApiKeyRecord;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "revoke",
    description = "Revoke an API key for good. A running gateway refuses it within two seconds.",
    footer = {"", "Example:", "  portreeve keys revoke 4fQ2c8Wk1mZp"})
final class KeysRevokeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "ID", description = "The id of the key, as `keys list` shows it.")
  private String id = "";

  KeysRevokeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenKeys keys =
        OpenKeys.of(OpenStore.existing(configuration.load(terminal), terminal), terminal)) {
      if (!keys.ring().revoke(id)) {
        throw unrevoked(keys.ring().list());
      }
    }
    terminal.line("revoked " + id);
    return ExitCode.OK.number();
  }

  private CommandFailure unrevoked(List<ApiKeyRecord> keys) {
    Optional<ApiKeyRecord> known = keys.stream().filter(key -> key.id().equals(id)).findFirst();
    return new CommandFailure(
        ExitCode.FINDING,
        known
            .flatMap(ApiKeyRecord::revoked)
            .map(at -> "key " + id + " was revoked already, at " + at.truncatedTo(SECONDS))
            .orElse("there is no key with the id `" + Shown.of(id) + "`"),
        "nothing was changed; see `portreeve keys list`");
  }
}
