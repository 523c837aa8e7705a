package io.portreeve.gateway.console.servers;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.display.JsonDiff;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Table;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Shows one definition: its versions, and each that waits beside the approved one.
 *
 * @param approved the version that may be used
 * @param form what whoever looks may do with a version
 */
record DefinitionText(List<Pin> versions, Optional<Pin> approved, Function<Pin, Html> form) {
  private static final Comparator<Pin> NEWEST = Comparator.comparing(Pin::seen).reversed();

  Html shown() {
    List<Html> waiting =
        versions.stream().filter(PinWords::waits).sorted(NEWEST).map(this::waiting).toList();
    return Html.all(
        table(),
        waiting.isEmpty() ? Html.paragraph("No version waits.") : Html.all(waiting),
        approved.map(this::inUse).orElseGet(Html::none));
  }

  private Html table() {
    Table table =
        Table.of("Versions", "Version", "State", "Seen", "Seen by", "Decided", "Decided by");
    versions.forEach(pin ->
        table.row(
            code(PinWords.version(pin.digest())),
            text(PinWords.state(pin)),
            Facts.time(pin.seen()),
            code(VisibleText.line(pin.seenBy())),
            pin.decided().map(Facts::time).orElse(text("not yet")),
            pin.decidedBy().map(VisibleText::line).map(Html::code).orElse(text("nobody"))));
    return table.orElse("No version of it was seen.");
  }

  private Html waiting(Pin pin) {
    return Html.all(
        tag("h2").holding("Version " + PinWords.version(pin.digest()) + " waits"),
        differences(pin),
        whole(pin),
        form.apply(pin));
  }

  private Html differences(Pin pin) {
    Table table =
        Table.of(
            approved
                .map(known -> "What differs from version " + PinWords.version(known.digest()))
                .orElse("Nothing is approved yet, so all of it is new"),
            "Place",
            "Approved",
            "Waiting");
    approved
        .map(known -> JsonDiff.between(known.canonical(), pin.canonical()))
        .orElseGet(() -> JsonDiff.all(pin.canonical()))
        .forEach(line -> row(table, line));
    return table.orElse("Nothing differs from the approved version.");
  }

  private static void row(Table table, JsonDiff.Line line) {
    Contrast contrast = Contrast.of(shown(line.before()), shown(line.after()));
    table.row(
        code(line.pointer().isEmpty() ? "(all of it)" : VisibleText.line(line.pointer())),
        line.before().isEmpty() ? text("absent") : tag("pre").holding(contrast.old()),
        line.after().isEmpty() ? text("absent") : tag("pre").holding(contrast.fresh()));
  }

  private static String shown(Optional<String> json) {
    return json.map(VisibleText::json).orElse("");
  }

  private Html inUse(Pin pin) {
    return Html.all(
        tag("h2").holding("Version " + PinWords.version(pin.digest()) + " is in use"),
        whole(pin),
        form.apply(pin));
  }

  private static Html whole(Pin pin) {
    return tag("details")
        .holding(
            tag("summary").holding("The whole definition"),
            tag("pre").holding(VisibleText.json(pin.canonical())),
            tag("p").with("class", "small").holding(text("SHA-256 "), code(pin.digest().hex())));
  }

  /** Whether somebody may say something about it. */
  static boolean isOpen(Pin pin) {
    return PinWords.waits(pin) || pin.state() == PinState.APPROVED;
  }
}
