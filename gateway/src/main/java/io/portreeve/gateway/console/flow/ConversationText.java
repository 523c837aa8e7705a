package io.portreeve.gateway.console.flow;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.PageAddress;
import io.portreeve.gateway.pages.Table;
import java.util.List;

/** Shows conversations. */
final class ConversationText {
  static final String LIST = "/console/conversations";
  static final String ONE = "/console/conversation";

  private ConversationText() {}

  static Html list(List<Conversation> conversations) {
    Table table =
        Table.of(
            "Conversations, those heard of last first",
            "Conversation",
            "Of",
            "Last step",
            "Steps",
            "Refused",
            "Heard");
    conversations.forEach(conversation ->
        table.row(
            tag("a")
                .with("href", PageAddress.of(ONE).with("id", conversation.id()).text())
                .holding(code(VisibleText.line(shortened(conversation.id())))),
            code(VisibleText.line(conversation.principal())),
            Facts.time(conversation.last()),
            text((conversation.whole() ? "" : "more than ") + conversation.steps().size()),
            text(Long.toString(conversation.refused())),
            text(FlowWords.heard(conversation.steps().getLast().heard()))));
    return Html.all(
        paragraph(
            "What hosts say of their conversations, as the newest files of the audit log have it."
                + " Of what was said in them nothing is shown."),
        table.orElse(
            "None yet: they are on record where information-flow is configured, and a host says"
                + " which conversation a request belongs to."));
  }

  private static String shortened(String id) {
    return id.length() > 12 ? id.substring(0, 12) : id;
  }

  static Html of(Conversation conversation) {
    List<Edge> edges = Edges.of(conversation);
    return Html.all(
        new Facts()
            .with("Conversation", code(VisibleText.line(conversation.id())))
            .with("Of", code(VisibleText.line(conversation.principal())))
            .with("By its end", text(FlowWords.heard(conversation.steps().getLast().heard())))
            .shown(),
        conversation.whole() ? Html.none() : paragraph("Its first steps are not shown."),
        tag("h2").holding("Data flow"),
        tag("div")
            .with("class", "scroll")
            .with("role", "region")
            .with("aria-label", "Data flow")
            .with("tabindex", "0")
            .holding(FlowPicture.of(conversation, edges)),
        legend(),
        steps(conversation),
        values(conversation, edges));
  }

  private static Html legend() {
    return tag("p")
        .with("class", "small")
        .holding(
            "A line leads from a result to a call that a value of it decides in: whole, where the"
                + " log tells which result it was, and broken, where an earlier answer of the same"
                + " tool may be the one.");
  }

  private static Html steps(Conversation conversation) {
    Table table = Table.of("Steps", "Step", "At", "What was used", "Standing", "Exchange");
    for (int i = 0; i < conversation.steps().size(); i++) {
      Step step = conversation.steps().get(i);
      table.row(
          text(Integer.toString(i + 1)),
          Facts.time(step.at()),
          code(FlowWords.name(step)),
          step.refused().isPresent()
              ? tag("strong").with("class", "bad").holding(FlowWords.standing(step))
              : text(FlowWords.standing(step)),
          code(VisibleText.line(step.exchange())));
    }
    return table.orElse("No step.");
  }

  private static Html values(Conversation conversation, List<Edge> edges) {
    Table table =
        Table.of("What decided in the calls, and where it came from", "Step", "Argument", "From");
    edges.forEach(edge ->
        table.row(
            text(edge.to() + ". " + FlowWords.name(conversation.steps().get(edge.to() - 1))),
            code(VisibleText.line(edge.argument())),
            edge.source().isVouched()
                ? text(FlowWords.wholly(edge))
                : tag("strong").with("class", "bad").holding(FlowWords.wholly(edge))));
    boolean more = conversation.steps().stream().anyMatch(Step::more);
    return Html.all(
        table.orElse("No call of it had an argument that decides."),
        more ? paragraph("Some calls held more values than are on record.") : Html.none());
  }
}
