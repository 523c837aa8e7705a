package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.CredentialSettings;
import io.portreeve.gateway.config.Names;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.keys.Secret;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "put",
    description =
        "Keep a user's secret for a server, encrypted, in the place of an earlier one. It is read"
            + " from standard input; a running gateway uses it within two seconds.",
    footer = {
      "",
      "Examples:",
      "  portreeve secrets put forge ann                  and type it, unseen",
      "  portreeve secrets put forge corp/ann < token.txt"
    })
final class SecretsPutCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(index = "0", paramLabel = "SERVER", description = "The server's id in the file.")
  private String server = "";

  @Parameters(index = "1", paramLabel = "USER", description = "The name of the principal.")
  private String principal = "";

  SecretsPutCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    refuseUnlessWanted(right);
    try (OpenSecrets open = OpenSecrets.of(right, terminal)) {
      Secret secret = SecretInput.of(terminal);
      open.put(server, principal, secret);
    }
    terminal.line("kept the secret of " + principal + " for " + server);
    return ExitCode.OK.number();
  }

  private void refuseUnlessWanted(Configuration right) {
    if (!Names.isPrincipal(principal)) {
      throw new CommandFailure(
          ExitCode.USAGE, "USER is no name", "use letters, digits and . _ @ : / -");
    }
    Optional<ServerSettings> known = Optional.ofNullable(right.servers().get(server));
    if (known.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "there is no server `" + Shown.of(server) + "`",
          "known are " + String.join(", ", right.servers().keySet()));
    }
    if (known
        .flatMap(ServerSettings::credentials)
        .flatMap(CredentialSettings::userSecret)
        .isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "nobody would use it: `" + server + "` has no `credentials.user-secret`",
          "add it to the configuration first");
    }
  }
}
