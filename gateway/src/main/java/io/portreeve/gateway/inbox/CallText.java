package io.portreeve.gateway.inbox;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.console.Frame;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.display.ShownProvenance;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.gateway.store.ApprovalState;
import io.portreeve.guard.Provenance;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Shows one call: who wants to make it, why somebody is asked, and all that will be sent. */
record CallText(Approval approval, ApprovalState state, String why) {
  /** The field of a form that says that a yes is meant for the values, too. */
  static final String VALUES = "values";

  Html facts() {
    ApprovalCall call = approval.call();
    List<Html> rows = new ArrayList<>();
    rows.add(fact("Asked for", code(VisibleText.line(call.principal()))));
    rows.add(fact("Through", named(call.client(), "an application that is not known")));
    if (!call.actors().isEmpty()) {
      rows.add(fact("Acting", code(VisibleText.line(String.join(", for ", call.actors())))));
    }
    if (!call.endpoint().isEmpty()) {
      rows.add(fact("Endpoint", code(call.endpoint())));
    }
    rows.add(fact("Server", code(call.server())));
    rows.add(fact("Tool", code(VisibleText.line(call.tool()))));
    rows.add(fact("Asked because", text(why)));
    rows.add(fact("Asked at", ListText.time(approval.asked())));
    rows.add(fact("Approval", code(approval.id())));
    return tag("dl").holding(rows);
  }

  private static Html named(String name, String otherwise) {
    return name.isEmpty() ? text(otherwise) : code(VisibleText.line(name));
  }

  private static Html fact(String name, Html value) {
    return fact(text(name), value);
  }

  private static Html fact(Html name, Html value) {
    return Html.all(tag("dt").holding(name), tag("dd").holding(value));
  }

  /** What became of it. */
  Html standing() {
    String by = approval.decidedBy().map(VisibleText::line).orElse("");
    Html said =
        switch (state) {
          case PENDING ->
              Html.all(
                  halfway(), text("Waits for an answer until "), ListText.time(approval.expires()));
          case APPROVED ->
              Html.all(
                  text("Approved by "),
                  code(by),
                  text(". It can be made once, until "),
                  ListText.time(approval.expires()));
          case DENIED -> Html.all(text("Denied by "), code(by), text("."));
          case USED -> Html.all(text("Approved by "), code(by), text(", and made."));
          case EXPIRED -> text("Over: nobody answered, or made the call, in time.");
        };
    Html kept =
        approval.kept()
            ? text(" Once it is made, its conversation does not ask about these values again.")
            : Html.none();
    return tag("p").with("class", "state").with("role", "status").holding(said, kept);
  }

  private Html halfway() {
    return approval
        .first()
        .map(yes -> Html.all(text("1 of 2: approved by "), code(yes.by()), text(". ")))
        .orElseGet(Html::none);
  }

  /** Each argument, then the whole as it is sent. */
  Html contents() {
    JsonObject arguments = arguments(approval.call());
    List<Html> rows = new ArrayList<>();
    arguments.forEach(member -> rows.add(argument(member)));
    return Html.all(
        tag("h2").holding("Arguments"),
        rows.isEmpty() ? paragraph("None.") : tag("dl").holding(rows),
        provenance(),
        tag("details")
            .holding(
                tag("summary").holding("All that is sent to the server"),
                tag("pre").holding(VisibleText.json(approval.call().call())),
                tag("p")
                    .with("class", "small")
                    .holding(text("SHA-256 "), code(approval.call().digest().hex()))));
  }

  /** Of what decides in them, where it comes from; nothing where nobody knows. */
  private Html provenance() {
    return approval.grounds().provenance().map(this::provenance).orElse(Html.none());
  }

  private Html provenance(Provenance known) {
    List<Html> rows =
        ShownProvenance.rows(known, approval.call().call()).stream()
            .map(row -> fact(marked(row.at(), row.value()), marked(row.from())))
            .toList();
    List<Html> notes =
        ShownProvenance.notes(known).stream().map(note -> tag("p").holding(marked(note))).toList();
    return Html.all(
        tag("h2").holding("Where what decides comes from"),
        tag("dl").holding(rows),
        Html.all(notes));
  }

  /** What stands between backticks is of others, and has none in it. */
  private static Html marked(String... texts) {
    String[] pieces = String.join(" ", texts).split("`", -1);
    return Html.all(
        IntStream.range(0, pieces.length)
            .mapToObj(i -> i % 2 == 0 ? text(pieces[i]) : code(pieces[i]))
            .toList());
  }

  private static Html argument(JsonMember member) {
    String value =
        member.value() instanceof JsonString string
            ? VisibleText.lines(string.value())
            : VisibleText.json(member.value().toString());
    return Html.all(
        tag("dt")
            .holding(
                code(VisibleText.line(member.name())), text(" (" + kind(member.value()) + ")")),
        tag("dd").holding(tag("pre").holding(value)));
  }

  private static String kind(Json value) {
    return switch (value) {
      case JsonString _ -> "text";
      case JsonObject _ -> "object";
      case JsonArray _ -> "list";
      default -> "value";
    };
  }

  /** As they stand in the call. */
  static JsonObject arguments(ApprovalCall call) {
    try {
      Json read =
          JsonReader.read(call.call().getBytes(StandardCharsets.UTF_8), JsonLimits.defaults());
      return ((JsonObject) read).object("arguments").orElse(JsonObject.empty());
    } catch (JsonRefused ours) {
      throw new IllegalStateException("a call that was not written by us", ours);
    }
  }

  /** Whether the yes is meant for the values, too, where it may be. */
  private Html ofValues() {
    return approval.grounds().conversation().isEmpty()
        ? Html.none()
        : tag("label")
            .with("class", "tick")
            .holding(
                tag("input").with("type", "checkbox").with("name", VALUES).alone(),
                text(
                    " In the rest of this conversation, too: do not ask again about these values"
                        + " in the same arguments of this tool"));
  }

  /** What to say it with. */
  Html answer(Visit visit, boolean mayApprove) {
    Html approve =
        mayApprove
            ? button("approve", "Approve once", "")
            : paragraph(
                "It is your own, or made with a key that you made, or you approved it already:"
                    + " somebody else has to approve it.");
    return Html.all(
        tag("h2").holding("Your answer"),
        Frame.form(
            InboxSite.CALL,
            Frame.hidden("id", approval.id()),
            Frame.hidden("token", visit.token(purpose())),
            tag("label").with("for", "reason").holding("Reason, for the record"),
            tag("textarea")
                .with("id", "reason")
                .with("name", "reason")
                .with("rows", "2")
                .with("maxlength", "1000")
                .with("aria-describedby", "reason-note")
                .holding(""),
            tag("p")
                .with("class", "small")
                .with("id", "reason-note")
                .holding("The application learns what you answer, and not why."),
            mayApprove ? ofValues() : Html.none(),
            tag("div").with("class", "answer").holding(approve, button("deny", "Deny", "no"))));
  }

  private static Html button(String word, String text, String look) {
    return tag("button").with("name", "word").with("value", word).with("class", look).holding(text);
  }

  /** For what a form is good: a word about this very call. */
  String purpose() {
    return purpose(approval);
  }

  static String purpose(Approval approval) {
    return approval.id() + " " + approval.call().digest().hex();
  }

  /** What there is to see of it that can change, in one word. */
  String summary() {
    return Forms.word(state) + approval.first().map(_ -> ", 1 of 2").orElse("");
  }
}
