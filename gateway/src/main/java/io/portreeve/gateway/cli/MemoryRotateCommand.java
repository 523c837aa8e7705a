package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.keys.GeneratedSecret;
import io.portreeve.gateway.memory.SignatureCheck;
import io.portreeve.mcp.json.JsonObject;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rotate",
    description = {
      "Make a new key for memories.",
      "What the one before it signed stays good as long as `memory-key-earlier.secret` lies",
      "in the data directory; a gateway or an agent that runs signs under the new one from its next",
      "start on. It is on record.",
      "The earlier key may go once `portreeve memory list` shows nothing under it, and the memories",
      "of agents of your own were signed anew."
    },
    footer = {"", "Examples:", "  portreeve memory rotate --by ann"})
final class MemoryRotateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who rotates it (default: the user of this machine).")
  private Optional<String> by = Optional.empty();

  MemoryRotateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      if (open.state().keysAreDerived()) {
        throw new CommandFailure(
            ExitCode.FINDING,
            "the key of memories is derived from `state.secret`, which all nodes have",
            "docs/guides/many-nodes.md says how that is changed");
      }
      if (!SignatureCheck.by(open.keys()).canSign()) {
        throw new CommandFailure(
            ExitCode.FINDING,
            "there is no key of memories yet",
            "the first start of the gateway makes one");
      }
      if (!GeneratedSecret.rotateMemories(open.data(), new SecureRandom())) {
        throw new CommandFailure(
            ExitCode.FINDING,
            "there is an earlier key already, and what it signed would be lost",
            "remove `memory-key-earlier.secret` once `portreeve memory list` shows nothing under it");
      }
      JsonObject done = JsonObject.empty().with("by", by.or(terminal::user).orElse("unknown"));
      open.store().acts().note("memory-key-rotated", done, terminal.clock().instant());
    }
    terminal.line("a new key signs from the next start on; the one before is kept for reading");
    return ExitCode.OK.number();
  }
}
