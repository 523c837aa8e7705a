package io.portreeve.gateway.cli;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.EntryVerdict;
import io.portreeve.gateway.memory.GraphFile;
import io.portreeve.gateway.memory.SignatureCheck;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.MemoryState;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = {
      "Show what lies in the file of a memory, and what becomes of each entry.",
      "It is genuine, with who wrote it and when, or quarantined when read, with why.",
      "Characters that nobody would see are written out. Ends with 1 if an entry is quarantined."
    },
    footer = {
      "",
      "Examples:",
      "  portreeve memory show notes --file /srv/notes/graph.jsonl",
      "  portreeve memory show notes --file /srv/notes/graph.jsonl --quarantined",
      "  portreeve memory show notes --file /srv/notes/graph.jsonl --about Ada"
    })
final class MemoryShowCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "SERVER", description = "The memory, by its server's id.")
  private String server = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      description = "What the server keeps (MEMORY_FILE_PATH).")
  private Path file = Path.of("");

  @Option(
      names = "--about",
      paramLabel = "NAME",
      description = "Only what is about the entity of this name.")
  private Optional<String> about = Optional.empty();

  @Option(names = "--quarantined", description = "Only what is quarantined.")
  private boolean quarantined;

  @Option(names = "--json", description = "Report as JSON, one entry a line.")
  private boolean json;

  private long found;

  MemoryShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    GraphFile graph = GraphFile.of(text());
    try (OpenStore open = OpenStore.existing(right)) {
      SignatureCheck check = SignatureCheck.in(open.data());
      MemoryState state = state(right, open);
      for (MemoryEntry entry : graph.entries()) {
        if (about.isEmpty() || entry.about().contains(about.get())) {
          show(entry, check.of(state, entry));
        }
      }
    }
    graph.unreadable().forEach(this::unreadable);
    return (found == 0 ? ExitCode.OK : ExitCode.FINDING).number();
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "the file " + file + " cannot be read",
          "name the file that the server keeps, which is text in UTF-8");
    }
  }

  private MemoryState state(Configuration right, OpenStore open) {
    MemoryState state = open.store().memorySignatures().of(server);
    if (!right.memories().contains(server) && state.head().isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE, "`" + Shown.of(server) + "` is no memory", "see `portreeve memory list`");
    }
    return state;
  }

  private void show(MemoryEntry entry, EntryVerdict verdict) {
    switch (verdict) {
      case EntryVerdict.Quarantined(var why) -> {
        found++;
        line(entry, json(entry, "quarantined").with("why", why.words()), why.words());
      }
      case EntryVerdict.Genuine(var signature) -> {
        if (!quarantined) {
          line(entry, json(entry, signature), words(signature));
        }
      }
    }
  }

  private void line(MemoryEntry entry, JsonObject report, String why) {
    if (json) {
      terminal.line(report);
      return;
    }
    String said = entry.words().stream().map(Shown::of).collect(Collectors.joining(" | "));
    String verdict = report.string("verdict").orElseThrow();
    terminal.line("%s  %s  %s  (%s)".formatted(verdict, kind(entry), said, why));
  }

  private static String kind(MemoryEntry entry) {
    return entry.kind().name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject json(MemoryEntry entry, String verdict) {
    return JsonObject.empty()
        .with("kind", kind(entry))
        .with("words", JsonArray.ofStrings(entry.words()))
        .with("verdict", verdict);
  }

  private static JsonObject json(MemoryEntry entry, MemorySignature signature) {
    return json(entry, "genuine")
        .with("writer", signature.writer())
        .with("written", signature.signed().toString())
        .with("untrusted", signature.tainted());
  }

  private static String words(MemorySignature signature) {
    return "by %s at %s%s"
        .formatted(
            Shown.of(signature.writer()),
            signature.signed(),
            signature.tainted() ? ", after untrusted data" : "");
  }

  private void unreadable(int line) {
    found++;
    if (json) {
      terminal.line(JsonObject.empty().with("line", line).with("verdict", "unreadable"));
    } else {
      terminal.line("unreadable  line " + line + " is neither an entity nor a relation");
    }
  }
}
