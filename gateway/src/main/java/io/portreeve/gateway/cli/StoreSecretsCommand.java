package io.portreeve.gateway.cli;

import io.portreeve.gateway.DurableState;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.rotation.Rotation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "secrets",
    description = {
      "Show how far a rotation of the secret that nodes share is, and what it would still end.",
      "What is under each secret: live API keys, logins, signatures of memories; and of each node which",
      "secrets it said last that it knows, also if it was killed since. A secret is shown by a mark that",
      "tells nothing of it. What clients carry, and calls that wait for a person, ends with an old secret",
      "as well, and is not counted. Ends with 1 where keys of one node are refused at another, or",
      "something is under a secret that this configuration does not name."
    },
    footer = {"", "Examples:", "  portreeve store secrets", "  portreeve store secrets --json"})
final class StoreSecretsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  StoreSecretsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    DurableState state = OpenStore.state(right, terminal);
    if (!state.keysAreDerived()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the configuration names no `state.secret`, so its keys lie in " + right.data(),
          "there is nothing to rotate; docs/guides/many-nodes.md says how nodes share one");
    }
    if (!state.isMade()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "there is no store yet",
          "it begins with the first `portreeve run`");
    }
    try (SeenStore seen = SeenStore.of(state)) {
      Rotation rotation = Rotation.of(state.sharedKeys(), seen.store(), terminal.clock().instant());
      if (json) {
        terminal.line(SecretsReport.json(rotation));
      } else {
        SecretsReport.print(rotation, terminal);
      }
      return (rotation.isTrouble() ? ExitCode.FINDING : ExitCode.OK).number();
    }
  }
}
