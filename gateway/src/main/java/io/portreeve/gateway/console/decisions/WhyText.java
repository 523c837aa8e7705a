package io.portreeve.gateway.console.decisions;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.denial.Denials;
import io.portreeve.gateway.denial.Refused;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Table;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows one decision: who asked for what, what each control said, and what would allow it. */
record WhyText(Decided one, Denials denials) {
  Html of(boolean auditor) {
    return Html.all(standing(), facts(), controls(), written(), allowing(), arguments(auditor));
  }

  private Html standing() {
    String word = Forms.word(one.ending()).replace('-', ' ');
    String why = one.reason().isEmpty() ? "" : ": " + one.reason() + meaning(one.reason());
    return tag("p").with("class", "state").with("role", "status").holding(word + shown(why));
  }

  private static String meaning(String reason) {
    return reason(reason).map(it -> ", " + it.explanation()).orElse("");
  }

  private static Optional<Reason> reason(String wire) {
    return Stream.of(Reason.values()).filter(one -> one.wire().equals(wire)).findFirst();
  }

  private static String shown(String text) {
    return VisibleText.line(text);
  }

  private Html facts() {
    Facts facts = new Facts().with("When", Facts.time(one.at()));
    JsonObject fields = one.record().fields();
    said(facts, "Asked for", one.principal());
    said(facts, "Through", fields.string("client").orElse(""));
    said(facts, "Acting", list(fields, "actors"));
    said(facts, "Roles", list(fields, "roles"));
    said(facts, "Endpoint", fields.string("endpoint").orElse(""));
    said(facts, "From", fields.string("peer").orElse(""));
    said(facts, "Server", one.server());
    said(facts, "Method", one.method());
    said(facts, "About", one.subject());
    said(facts, "Detail", one.detail());
    said(facts, "Ended", one.outcome().flatMap(it -> it.fields().string("ending")).orElse(""));
    said(facts, "Took", one.took().map(it -> it.toMillis() + " ms").orElse(""));
    said(facts, "Exchange", one.record().exchange());
    said(facts, "Record", Long.toString(one.number()));
    return facts.shown();
  }

  private static void said(Facts facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.with(name, code(shown(value)));
    }
  }

  private static String list(JsonObject fields, String name) {
    return fields.array(name).orElse(JsonArray.of(List.of())).stream()
        .filter(JsonString.class::isInstance)
        .map(text -> ((JsonString) text).value())
        .collect(Collectors.joining(", "));
  }

  private Html controls() {
    Table table =
        Table.of(
            "What each control said, in the order in which they were asked",
            "Control",
            "Verdict",
            "Reason");
    one.words()
        .forEach(word ->
            table.row(
                code(shown(word.string("control").orElse(""))),
                text(shown(word.string("verdict").orElse(""))),
                text(said(word))));
    return Html.all(
        tag("h2").holding("What each control said"),
        table.orElse("No control was asked: it was refused before that."));
  }

  private static String said(JsonObject word) {
    String reason = word.string("reason").orElse("");
    String means = reason(reason).map(it -> ": " + it.explanation()).orElse("");
    List<String> more = new ArrayList<>();
    word.string("detail").ifPresent(more::add);
    word.array("changes").orElse(JsonArray.of(List.of())).stream()
        .map(WhyText::change)
        .forEach(more::add);
    return shown(reason + means + (more.isEmpty() ? "" : " (" + String.join(", ", more) + ")"));
  }

  private static String change(Json change) {
    return change instanceof JsonObject one
        ? one.string("at").orElse("") + " " + one.string("what").orElse("")
        : "";
  }

  /** The rules that a control named, and where they stand. */
  private Html written() {
    List<String> rules =
        one.words().stream()
            .flatMap(word -> word.string("detail").stream())
            .flatMap(Denials::rules)
            .distinct()
            .toList();
    if (rules.isEmpty()) {
      return Html.none();
    }
    Facts facts = new Facts();
    rules.forEach(rule ->
        facts.with(shown(rule), text(shown(denials.place(rule).orElse("in no rule any more")))));
    return Html.all(tag("h2").holding("Where its rules are written"), facts.shown());
  }

  /** In the words of the commands, which say the same of it. */
  private Html allowing() {
    boolean tool = one.record().fields().string("tool").isPresent();
    Refused what = new Refused(one.principal(), one.server(), tool, one.subject(), one.detail());
    return reason(one.reason())
        .filter(_ -> one.ending() != Ending.FORWARDED)
        .flatMap(reason -> denials.of(reason, what))
        .map(said ->
            Html.all(
                tag("h2").holding("What would allow it"),
                new Facts()
                    .with("Denied by", text(shown(said.rule())))
                    .with("Written", text(shown(said.written())))
                    .with("Allowed by", text(shown(said.allows())))
                    .shown()))
        .orElse(Html.none());
  }

  private Html arguments(boolean auditor) {
    Optional<Json> arguments = one.record().fields().get("arguments");
    if (arguments.isEmpty()) {
      return Html.none();
    }
    String values = one.record().fields().string("values").orElse("");
    Html shown =
        auditor
            ? Html.all(
                tag("pre").holding(VisibleText.json(arguments.get().toString())),
                tag("p").with("class", "small").holding("On record: " + shown(values) + "."))
            : paragraph("Only auditors see them.");
    return Html.all(tag("h2").holding("Arguments"), shown);
  }
}
