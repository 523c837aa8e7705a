package io.portreeve.gateway.cli;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.SignatureCheck;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** On which quarantined entry an operator decides, who he is, and why he does. */
final class MemoryDecision {
  @Mixin private MemoryOptions memory = new MemoryOptions();

  @Parameters(
      index = "1",
      paramLabel = "DIGEST",
      description = "The entry, by the digest that `memory show` shows before it.")
  private String digest = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for the record.")
  private String reason = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who decides (default: the user of this machine).")
  private Optional<String> by = Optional.empty();

  MemoryFile read(Configuration right, OpenStore open) {
    return memory.read(right, open);
  }

  String server() {
    return memory.server();
  }

  /** Who decides. */
  String operator(Terminal terminal) {
    return by.or(terminal::user).orElse("unknown");
  }

  /**
   * The entry that is decided on, as it lies in the file now.
   *
   * @throws CommandFailure if none has this digest
   */
  MemoryEntry entry(MemoryFile read, SignatureCheck check) {
    return read.graph().entries().stream()
        .filter(one -> check.digest(server(), one).filter(digest::equals).isPresent())
        .findFirst()
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.FINDING,
                "no entry of `" + Shown.of(server()) + "` has this digest: it changed, or is gone",
                "look again with `portreeve memory show`"));
  }

  /** What is on record of it: which entry, and no word of what it says. */
  JsonObject done(MemoryEntry entry, Terminal terminal) {
    return JsonObject.empty()
        .with("server", server())
        .with("entry", digest)
        .with("kind", EntryWords.kind(entry))
        .with("by", operator(terminal))
        .with("reason", reason);
  }
}
