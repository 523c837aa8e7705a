package io.portreeve.gateway.cli;

import io.portreeve.gateway.UserLogins;
import io.portreeve.gateway.login.KeptLogins;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Option(names = "--json", description = "Report as JSON, one ended login a line.")
  private boolean json;

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
      ended.forEach(one -> {
        if (json) {
          terminal.line(json(one));
        } else {
          tell(one);
        }
      });
      boolean all = ended.stream().allMatch(one -> one.left().isEmpty());
      return (all ? ExitCode.OK : ExitCode.FINDING).number();
    }
  }

  /** What stays good at the authorization server is told: only there can it be ended. */
  private void tell(UserLogins.Ended ended) {
    String through = String.join(" ", ended.last().through());
    terminal.line("ended the login of " + principal + " at " + server + " through " + through);
    ended
        .left()
        .ifPresent(why ->
            terminal.hint(
                "its tokens were forgotten here, but not given back to "
                    + ended.last().issuer()
                    + ": "
                    + why));
  }

  private static JsonObject json(UserLogins.Ended ended) {
    KeptLogins.Entry last = ended.last();
    JsonObject json =
        JsonObject.empty()
            .with("server", last.server())
            .with("principal", last.principal())
            .with("through", JsonArray.ofStrings(last.through()))
            .with("issuer", last.issuer().toString())
            .with("givenBack", ended.left().isEmpty());
    return ended.left().map(why -> json.with("left", why)).orElse(json);
  }
}
