package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.gateway.store.Relation;
import io.portreeve.gateway.store.Relations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "List who is what to which object.",
    footer = {
      "",
      "Examples:",
      "  portreeve relations list --object document:7",
      "  portreeve relations list --holder principal:ann --json"
    })
final class RelationsListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--type", paramLabel = "TYPE", description = "Only objects of this type.")
  private Optional<String> type = Optional.empty();

  @Option(names = "--object", paramLabel = "TYPE:ID", description = "Only this object.")
  private Optional<String> object = Optional.empty();

  @Option(names = "--relation", paramLabel = "NAME", description = "Only this relation.")
  private Optional<String> relation = Optional.empty();

  @Option(
      names = "--holder",
      paramLabel = "HOLDER",
      description = "Only what this holder has by himself, as in principal:ann.")
  private Optional<String> holder = Optional.empty();

  @Option(
      names = "--most",
      paramLabel = "NUMBER",
      description = "At most so many; 1000 without it.")
  private int most = 1000;

  @Option(names = "--json", description = "Report as JSON, one relation a line.")
  private boolean json;

  RelationsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration right = configuration.load(terminal);
    Relations.Wanted wanted = wanted(new RelationText(right));
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      report(open.store().relations().list(wanted, Math.max(1, most)));
    }
    return ExitCode.OK.number();
  }

  private void report(List<Relation> all) {
    if (json) {
      all.forEach(one -> terminal.line(RelationText.json(one)));
    } else if (all.isEmpty()) {
      terminal.hint("no such relations: add one with `portreeve relations add`");
    } else {
      var rows = new ArrayList<>(List.of(RelationText.HEAD));
      all.forEach(one -> rows.add(RelationText.row(one)));
      terminal.table(rows);
    }
    if (all.size() >= most) {
      terminal.aside("portreeve: there may be more; --most shows more of them");
    }
  }

  private Relations.Wanted wanted(RelationText text) {
    Optional<ObjectName> one = object.map(it -> object(text, it));
    return new Relations.Wanted(
        one.map(ObjectName::type).or(() -> type),
        one.map(ObjectName::id),
        relation,
        holder.map(it -> holder(text, it)));
  }

  private static ObjectName object(RelationText text, String written) {
    RelationText.Fault fault = text.noObject(written);
    return text.object(written)
        .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, fault.what(), fault.fix()));
  }

  private static String holder(RelationText text, String written) {
    return text.holder(written)
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE, "--holder is no holder", "write one such as `principal:ann`"))
        .toString();
  }
}
