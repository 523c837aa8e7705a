package io.portreeve.gateway.cli;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.EntryVerdict;
import io.portreeve.gateway.memory.EntryVerdict.Why;
import io.portreeve.gateway.memory.SignatureCheck;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** On which quarantined entry an operator decides, who he is, and why he does. */
final class MemoryDecision {
  private static final String OPERATOR = "operator:";

  @Parameters(index = "0", paramLabel = "SERVER", description = "The memory, by its server's id.")
  private String server = "";

  @Parameters(
      index = "1",
      paramLabel = "DIGEST",
      description = "The entry, by the digest that `memory show` shows before it.")
  private String digest = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      description = "What the server keeps (MEMORY_FILE_PATH).")
  private Path file = Path.of("");

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
    return MemoryFile.of(file, server, right, open);
  }

  String server() {
    return server;
  }

  /** Who decides, as signatures name him. */
  String operator(Terminal terminal) {
    return OPERATOR + name(terminal);
  }

  private String name(Terminal terminal) {
    return by.or(terminal::user).orElse("unknown");
  }

  /** Whether a signature is an operator's. */
  static boolean isOperator(String writer) {
    return writer.startsWith(OPERATOR);
  }

  /**
   * The entry that is decided on, as it lies in the file now.
   *
   * @throws CommandFailure if none has this digest, or nothing can be decided on it
   */
  MemoryEntry entry(MemoryFile memory, SignatureCheck check) {
    if (!check.canSign()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "there is no `memory-key.secret` to sign with",
          "restore it from a backup, or start the gateway, which makes one");
    }
    return memory.graph().entries().stream()
        .filter(one -> check.digest(server, one).filter(digest::equals).isPresent())
        .findFirst()
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.FINDING,
                "no entry of `" + Shown.of(server) + "` has this digest: it changed, or is gone",
                "look again with `portreeve memory show`"));
  }

  /**
   * Refuses where there is nothing to decide.
   *
   * @param discarded whether one that is discarded already may be decided on anew
   */
  void check(EntryVerdict verdict, boolean discarded) {
    switch (verdict) {
      case EntryVerdict.Genuine _ ->
          throw refusal(
              "it is genuine already",
              "delete it through the gateway if it is to go: nothing else takes its signature back");
      case EntryVerdict.Discarded _ -> {
        if (!discarded) {
          throw refusal("it is discarded already", "see `portreeve memory show`");
        }
      }
      case EntryVerdict.Quarantined(Why why) -> {
        if (why != Why.UNSIGNED) {
          throw refusal(why.words(), "settle that first: `portreeve memory seal " + server + "`");
        }
      }
    }
  }

  private static CommandFailure refusal(String why, String hint) {
    return new CommandFailure(ExitCode.FINDING, "nothing to decide: " + why, hint);
  }

  /** What is on record of it: which entry, and no word of what it says. */
  JsonObject done(MemoryEntry entry, Terminal terminal) {
    return JsonObject.empty()
        .with("server", server)
        .with("entry", digest)
        .with("kind", kind(entry))
        .with("by", name(terminal))
        .with("reason", reason);
  }

  static String kind(MemoryEntry entry) {
    return entry.kind().name().toLowerCase(Locale.ROOT);
  }

  /** What it says, for people. */
  static String words(MemoryEntry entry) {
    return entry.words().stream().map(Shown::of).collect(Collectors.joining(" | "));
  }
}
