package io.portreeve.gateway.cli;

import io.portreeve.gateway.UserLogins;
import io.portreeve.gateway.login.KeptLogins;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "revoke",
    description =
        "End a user's logins at a server, those of all his clients: the tokens are forgotten and"
            + " given back to the authorization server. A running gateway shows them no more within"
            + " two seconds. Ends with 1 if tokens could not be given back.",
    footer = {"", "Example:", "  portreeve logins revoke tickets ann"})
final class LoginsRevokeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(index = "0", paramLabel = "SERVER", description = "The server's id.")
  private String server = "";

  @Parameters(index = "1", paramLabel = "USER", description = "The name of the principal.")
  private String principal = "";

  LoginsRevokeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (OpenLogins open = OpenLogins.of(configuration.load(terminal), terminal)) {
      List<KeptLogins.Entry> meant =
          open.logins().all().stream()
              .filter(it -> it.server().equals(server) && it.principal().equals(principal))
              .toList();
      if (meant.isEmpty()) {
        throw new CommandFailure(
            ExitCode.FINDING,
            "`" + Shown.of(principal) + "` is not logged in at `" + Shown.of(server) + "`",
            "nothing was changed; see `portreeve logins list`");
      }
      List<UserLogins.Ended> ended = open.logins().revoke(meant);
      ended.forEach(this::tell);
      boolean all = ended.stream().allMatch(one -> one.left().isEmpty());
      return (all ? ExitCode.OK : ExitCode.FINDING).number();
    }
  }

  /** What stays good at the authorization server is told: only there can it be ended. */
  private void tell(UserLogins.Ended ended) {
    terminal.line("ended the login of " + principal + " at " + server);
    ended
        .left()
        .ifPresent(why ->
            terminal.hint(
                "its tokens were forgotten here, but not given back to "
                    + ended.last().issuer()
                    + ": "
                    + why));
  }
}
