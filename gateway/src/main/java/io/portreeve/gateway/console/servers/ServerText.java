package io.portreeve.gateway.console.servers;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.arguments.ListedArgument;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.ToolSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Slice;
import io.portreeve.gateway.pages.Table;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows one server: how it stands, what its program may touch, and its definitions.
 *
 * @param arguments what the arguments of its tools are taken to be
 */
record ServerText(KnownServer server, List<ListedArgument> arguments) {
  /** The part of the page from this definition on. */
  Html of(String from) {
    return Html.all(
        facts(), tag("h2").holding("Sandbox"), sandbox(server.settings()), definitions(from));
  }

  private Html facts() {
    return new Facts()
        .with("Reached at", ServersText.reach(server))
        .with("Standing", ServersText.standing(server))
        .with("Speaks", text(server.settings().era().revisions()))
        .with("Guardrails", text(Forms.word(server.settings().guardrails())))
        .with("Spotlighting", text(Forms.word(server.settings().spotlighting())))
        .shown();
  }

  private static Html sandbox(ServerSettings settings) {
    if (settings.command().isEmpty()) {
      return Html.paragraph("None: it runs elsewhere, and is reached by its address.");
    }
    return settings.insecureNoSandbox()
        ? tag("p").holding(ServersText.bad("Its program may do whatever the gateway may."))
        : GrantText.of(settings.sandbox());
  }

  private Html definitions(String from) {
    Slice<List<Pin>> slice = Slice.of(server.definitions(), from);
    Table table =
        Table.of(
            "Tools, prompts and resources",
            "Name",
            "Kind",
            "State",
            "Arguments",
            "Needs",
            "Seen",
            "Decided by");
    Map<String, List<ListedArgument>> byTool =
        arguments.stream().collect(Collectors.groupingBy(ListedArgument::tool));
    slice.items().forEach(versions -> row(table, versions, byTool));
    return Html.all(
        tag("h2").holding("Definitions"),
        table.orElse(
            "No definition was seen yet: they are once a client asks for them, or a scan does."),
        slice.way(Addresses.server(server.id())));
  }

  private void row(Table table, List<Pin> versions, Map<String, List<ListedArgument>> byTool) {
    Pin shown = shown(versions);
    String name = shown.name().name();
    boolean tool = shown.name().kind().equals("tool");
    table.row(
        link(shown),
        text(shown.name().kind()),
        state(versions),
        tool ? kinds(byTool.getOrDefault(name, List.of())) : Html.none(),
        tool ? needs(name) : Html.none(),
        Facts.time(shown.seen()),
        shown.decidedBy().map(VisibleText::line).map(Html::code).orElse(text("nobody")));
  }

  /** The one that may be used, or else the one that was new last. */
  private static Pin shown(List<Pin> versions) {
    return versions.stream()
        .filter(pin -> pin.state() == PinState.APPROVED)
        .findFirst()
        .orElseGet(versions::getLast);
  }

  private static Html link(Pin pin) {
    String name = pin.name().name();
    return tag("a")
        .with("href", Addresses.definition(pin.name()).text())
        .holding(name.isEmpty() ? text("(the only one)") : code(VisibleText.line(name)));
  }

  private static Html state(List<Pin> versions) {
    List<Html> words = new ArrayList<>();
    if (versions.stream().anyMatch(pin -> pin.state() == PinState.APPROVED)) {
      words.add(text("approved "));
    }
    versions.stream()
        .filter(PinWords::waits)
        .map(PinWords::state)
        .distinct()
        .forEach(word -> words.add(Html.all(ServersText.bad(word), text(" "))));
    return words.isEmpty() ? text("superseded") : Html.all(words);
  }

  private static Html kinds(List<ListedArgument> arguments) {
    if (arguments.isEmpty()) {
      return text("none known");
    }
    return Html.all(
        arguments.stream()
            .map(one ->
                tag("div")
                    .holding(
                        code(VisibleText.line(one.argument())),
                        text(": " + VisibleText.line(one.kind()) + source(one))))
            .toList());
  }

  private static String source(ListedArgument one) {
    return switch (one.source()) {
      case DECLARED -> ", declared";
      case INFERRED -> ", inferred";
      case NOBODY -> "";
    };
  }

  private Html needs(String tool) {
    Optional<ToolSettings> settings = Optional.ofNullable(server.settings().tools().get(tool));
    return settings
        .flatMap(ToolSettings::approval)
        .map(need -> text("approval: " + Forms.word(need)))
        .orElseGet(
            () -> text(settings.filter(ToolSettings::consequential).isPresent() ? "approval" : ""));
  }
}
