package io.portreeve.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    description =
        "Remove a user's secret for a server. A running gateway shows it no more, and ends what it"
            + " opened with it within two seconds.",
    footer = {"", "Example:", "  portreeve secrets remove forge ann"})
final class SecretsRemoveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(index = "0", paramLabel = "SERVER", description = "The server's id.")
  private String server = "";

  @Parameters(index = "1", paramLabel = "USER", description = "The name of the principal.")
  private String principal = "";

  SecretsRemoveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (OpenSecrets open = OpenSecrets.of(configuration.load(terminal), terminal)) {
      if (!open.remove(server, principal)) {
        throw new CommandFailure(
            ExitCode.FINDING,
            "no secret of `" + Shown.of(principal) + "` for `" + Shown.of(server) + "` is kept",
            "nothing was changed; see `portreeve secrets list`");
      }
    }
    terminal.line("removed the secret of " + principal + " for " + server);
    return ExitCode.OK.number();
  }
}
