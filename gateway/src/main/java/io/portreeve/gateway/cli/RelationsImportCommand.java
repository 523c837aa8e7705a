package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.Relation;
import io.portreeve.mcp.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Add the relations of a file: three words a line, OBJECT RELATION HOLDER; `#` begins a remark.",
      "All of them or, if one line is wrong, none. Ids with blanks are added one by one."
    },
    footer = {
      "",
      "Example:",
      "  portreeve relations import relations.txt",
      "  … | portreeve relations import -"
    })
final class RelationsImportCommand implements Callable<Integer> {
  private static final int MOST = 100_000;
  private static final int MOST_FAULTS = 20;

  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "FILE", description = "The file; `-` reads what comes in.")
  private String file = "";

  @Option(names = "--json", description = "Report as JSON.")
  private boolean json;

  RelationsImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    RelationText text = new RelationText(right);
    List<Relation> relations = relations(text);
    relations.stream()
        .flatMap(one -> text.idle(one).stream())
        .distinct()
        .limit(MOST_FAULTS)
        .forEach(why -> terminal.aside("portreeve: " + why));
    int added;
    try (OpenStore open = OpenStore.of(right, terminal)) {
      added = open.store().relations().addAll(relations);
    }
    int held = relations.size() - added;
    if (json) {
      terminal.line(JsonObject.empty().with("added", added).with("held", held));
    } else {
      terminal.line("added " + added + ", held already " + held);
    }
    return ExitCode.OK.number();
  }

  private List<Relation> relations(RelationText text) {
    Instant now = terminal.clock().instant();
    List<Relation> relations = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        int number = i + 1;
        RelationText.Read read = read(text, line, now);
        read.relation().ifPresent(relations::add);
        Stream.concat(read.faults().stream(), read.relation().flatMap(text::unknown).stream())
            .forEach(fault -> faults.add("line " + number + ": " + fault.what()));
      }
    }
    if (!faults.isEmpty()) {
      faults.stream().limit(MOST_FAULTS).forEach(terminal::aside);
      throw new CommandFailure(
          ExitCode.USAGE,
          faults.size() == 1 ? "a line is wrong" : faults.size() + " lines are wrong",
          "nothing was added; correct the file");
    }
    return relations;
  }

  private static RelationText.Read read(RelationText text, String line, Instant now) {
    String[] words = line.split("\\s+", -1);
    return words.length == 3
        ? text.read(words[0], words[1], words[2], now)
        : new RelationText.Read(
            Optional.empty(), List.of(new RelationText.Fault("not three words", "")));
  }

  private List<String> lines() {
    try (BufferedReader reader = reader()) {
      List<String> lines = reader.lines().limit(MOST + 1L).toList();
      if (lines.size() > MOST) {
        throw new CommandFailure(
            ExitCode.USAGE, "more than " + MOST + " lines", "divide the file; nothing was added");
      }
      return lines;
    } catch (IOException | UncheckedIOException unreadable) {
      throw new CommandFailure(
          ExitCode.USAGE, "cannot read " + Shown.of(file), "name a text file in UTF-8");
    }
  }

  private BufferedReader reader() throws IOException {
    return file.equals("-")
        ? new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
        : Files.newBufferedReader(terminal.directory().resolve(Path.of(file)));
  }
}
