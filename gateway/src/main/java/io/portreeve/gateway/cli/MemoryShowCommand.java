package io.portreeve.gateway.cli;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.EntryVerdict;
import io.portreeve.gateway.memory.SignatureCheck;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "show",
    description = {
      "Show what lies in the file of a memory, and what becomes of each entry.",
      "It is genuine, with who wrote it and when, or quarantined when read, with why, or discarded,",
      "with who did that. The digest before it is what `portreeve memory endorse` and `portreeve",
      "memory discard` name it by. Characters that nobody would see are written out. Ends with 1 if",
      "an entry is quarantined."
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

  @Mixin private MemoryOptions memory = new MemoryOptions();

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
  private boolean told;

  MemoryShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      SignatureCheck check = SignatureCheck.by(open.keys());
      MemoryFile read = memory.read(right, open);
      for (MemoryEntry entry : read.graph().entries()) {
        if (about.isEmpty() || entry.about().contains(about.get())) {
          String digest = check.digest(memory.server(), entry).orElse("");
          show(entry, check.of(read.state(), entry), digest);
        }
      }
      read.graph().unreadable().forEach(this::unreadable);
    }
    if (json && !told) {
      terminal.line(JsonObject.empty().with("entries", 0));
    }
    return (found == 0 ? ExitCode.OK : ExitCode.FINDING).number();
  }

  private void show(MemoryEntry entry, EntryVerdict verdict, String digest) {
    switch (verdict) {
      case EntryVerdict.Quarantined(var why) -> {
        found++;
        JsonObject report = named(json(entry, "quarantined"), digest);
        line(entry, report.with("why", why.words()), why.words());
      }
      case EntryVerdict.Discarded(var decision) -> {
        if (!quarantined) {
          JsonObject report = named(json(entry, "discarded"), digest);
          line(entry, signed(report, decision), words(decision));
        }
      }
      case EntryVerdict.Genuine(var signature) -> {
        if (!quarantined) {
          JsonObject report = signed(json(entry, "genuine"), signature);
          line(entry, report.with("untrusted", signature.tainted()), words(signature));
        }
      }
    }
  }

  /** Without a key nothing has a digest. */
  private static JsonObject named(JsonObject report, String digest) {
    return digest.isEmpty() ? report : report.with("digest", digest);
  }

  private void line(MemoryEntry entry, JsonObject report, String why) {
    told = true;
    if (json) {
      terminal.line(report);
      return;
    }
    String said = EntryWords.said(entry);
    String verdict = report.string("verdict").orElseThrow();
    String digest = report.string("digest").map(it -> "  " + it).orElse("");
    terminal.line(
        "%s%s  %s  %s  (%s)".formatted(verdict, digest, EntryWords.kind(entry), said, why));
  }

  private static JsonObject json(MemoryEntry entry, String verdict) {
    return JsonObject.empty()
        .with("kind", EntryWords.kind(entry))
        .with("words", JsonArray.ofStrings(entry.words()))
        .with("verdict", verdict);
  }

  private static JsonObject signed(JsonObject report, MemorySignature signature) {
    return report.with("writer", signature.writer()).with("written", signature.signed().toString());
  }

  private static String words(MemorySignature signature) {
    return "by %s at %s%s"
        .formatted(
            Shown.of(signature.writer()),
            signature.signed(),
            signature.tainted() && !SignatureCheck.discards(signature)
                ? ", after untrusted data"
                : "");
  }

  private void unreadable(int line) {
    found++;
    told = true;
    if (json) {
      terminal.line(JsonObject.empty().with("line", line).with("verdict", "unreadable"));
    } else {
      terminal.line("unreadable  line " + line + " is neither an entity nor a relation");
    }
  }
}
