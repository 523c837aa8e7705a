package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Names;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.identity.ClientNames;
import io.portreeve.gateway.keys.IssuedKey;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.store.ApiKeyRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "create",
    description = "Make an API key and show it, this once. Portreeve keeps a keyed hash of it.",
    footer = {
      "",
      "Examples:",
      "  portreeve keys create --principal ann --role staff --role editor",
      "  portreeve keys create --principal ann --client ide-1",
      "  portreeve keys create --principal ci --role ci --expires 90d \\",
      "      --label repository=web"
    })
final class KeysCreateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--principal",
      required = true,
      paramLabel = "NAME",
      description = "Whose authority the key carries: the name in policy and audit.")
  private String principal = "";

  @Option(
      names = "--client",
      paramLabel = "NAME",
      description =
          "The software that will have it, as `authentication.clients`, rules and audit name it;"
              + " without it, the key is its own: `key:` and its id.")
  private Optional<String> client = Optional.empty();

  @Option(names = "--role", paramLabel = "ROLE", description = "A role it carries; repeatable.")
  private List<String> roles = List.of();

  @Option(
      names = "--label",
      paramLabel = "NAME=TEXT",
      description = "A word that helps to find it again; repeatable.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--expires",
      paramLabel = "DURATION",
      description = "How long it is accepted, as in 90d; without it, until it is revoked.")
  private Optional<String> expires = Optional.empty();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  KeysCreateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    KeyRequest request = request();
    Configuration right = configuration.load(terminal);
    roles.stream().filter(role -> !named(right, role)).forEach(this::warn);
    try (OpenKeys keys = OpenKeys.of(OpenStore.of(right, terminal), terminal)) {
      IssuedKey issued = keys.ring().createFor(terminal.person(), request);
      if (json) {
        terminal.line(
            KeyReport.json(issued.record(), terminal.clock().instant())
                .with("key", issued.text().revealText()));
      } else {
        print(issued, right);
      }
    }
    return ExitCode.OK.number();
  }

  private void print(IssuedKey issued, Configuration right) {
    terminal.line(terminal.strong(issued.text().revealText()));
    terminal.aside(
        "key "
            + issued.record().id()
            + " for "
            + issued.record().principal()
            + ": it is shown only now, so keep it in a safe place");
    if (right.listen().port() != 0) {
      Map<String, String> urls = ClientLines.urls(right, right.listen().socketAddress());
      ClientLines lines = new ClientLines(urls, Optional.of(ClientLines.A_KEY));
      terminal.err().println("for the client's configuration: " + lines.paste());
    }
  }

  private static boolean named(Configuration right, String role) {
    return right.policy().rules().anyMatch(rule -> rule.roles().contains(role));
  }

  private void warn(String role) {
    terminal.aside("portreeve: no rule names role " + role + ", so by itself it allows nothing");
  }

  private KeyRequest request() {
    if (!Names.isPrincipal(principal)) {
      throw new CommandFailure(
          ExitCode.USAGE, "--principal is no name", "use letters, digits and . _ @ : / -");
    }
    if (client.filter(name -> !ClientNames.mayBeDeclared(name)).isPresent()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--client is no name that a client can be given",
          "use printable characters without blanks, and none of `key:`, `certificate:` and `stdio`");
    }
    if (labels.containsKey(ApiKeyRecord.MADE_BY)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the label `" + ApiKeyRecord.MADE_BY + "` is not yours to choose",
          "leave it out: it says who made the key");
    }
    for (String role : roles) {
      if (!Names.isRole(role)) {
        throw new CommandFailure(
            ExitCode.USAGE, "--role is no name of a role", "use lower case, as in `staff`");
      }
    }
    return new KeyRequest(principal, client, Set.copyOf(roles), labels, expires.map(this::end));
  }

  private Instant end(String text) {
    Duration life =
        Measures.parse(text)
            .filter(Duration::isPositive)
            .orElseThrow(() ->
                new CommandFailure(
                    ExitCode.USAGE, "--expires is no duration", "write one such as `90d`"));
    return terminal.clock().instant().plus(life);
  }
}
