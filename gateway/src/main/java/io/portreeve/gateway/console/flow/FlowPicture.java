package io.portreeve.gateway.console.flow;

import static io.portreeve.gateway.pages.Html.tag;

import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Html;
import io.portreeve.mcp.json.Excerpt;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a conversation: a box for each step, one below the other, and a line from each result to
 * the calls that it flowed into. What it shows stands in the table, too.
 */
final class FlowPicture {
  /** A picture with more steps is no picture. */
  static final int MOST = 40;

  private static final int WIDTH = 400;
  private static final int BOX = 310;
  private static final int HEIGHT = 62;
  private static final int ROW = 82;
  private static final int LANES = 6;
  private static final int LANE = 12;
  private static final int LONGEST = 42;

  private final List<Step> steps;
  private final List<Edge> edges;
  private final int skipped;

  private FlowPicture(List<Step> steps, List<Edge> edges, int skipped) {
    this.steps = steps;
    this.edges = edges;
    this.skipped = skipped;
  }

  static Html of(Conversation conversation, List<Edge> edges) {
    int skipped = Math.max(0, conversation.steps().size() - MOST);
    return new FlowPicture(conversation.steps(), edges, skipped).drawn();
  }

  private Html drawn() {
    List<Html> parts = new ArrayList<>();
    parts.add(tag("title").with("id", "flow-title").holding("Which result flowed into which call"));
    edges.stream()
        .filter(edge -> edge.from() > skipped && edge.to() > skipped)
        .forEach(edge -> parts.add(line(edge)));
    for (int number = skipped + 1; number <= steps.size(); number++) {
      parts.add(box(number));
    }
    int height = (steps.size() - skipped) * ROW;
    return tag("svg")
        .with("class", "flow")
        .with("role", "img")
        .with("aria-labelledby", "flow-title")
        .with("viewBox", "0 0 " + WIDTH + " " + height)
        .with("width", Integer.toString(WIDTH))
        .with("height", Integer.toString(height))
        .holding(parts);
  }

  private Html box(int number) {
    Step step = steps.get(number - 1);
    int top = top(number);
    Html frame =
        tag("rect")
            .with("x", "1")
            .with("y", Integer.toString(top))
            .with("width", Integer.toString(BOX))
            .with("height", Integer.toString(HEIGHT))
            .with("rx", "6")
            .holding("");
    return tag("g")
        .with("class", FlowWords.look(step))
        .holding(
            frame,
            text(top + 19, "head", number + ". " + FlowWords.name(step)),
            text(top + 37, "soft", into(number)),
            text(top + 54, "soft", FlowWords.standing(step)));
  }

  private String into(int number) {
    List<String> values =
        edges.stream()
            .filter(edge -> edge.to() == number)
            .map(edge -> VisibleText.line(edge.argument()) + " from " + FlowWords.shortly(edge))
            .toList();
    return String.join(", ", values);
  }

  private static Html text(int at, String look, String words) {
    String shown = words.length() > LONGEST ? Excerpt.of(words, LONGEST) + "…" : words;
    return tag("text")
        .with("x", "12")
        .with("y", Integer.toString(at))
        .with("class", look)
        .holding(shown);
  }

  private int top(int number) {
    return (number - 1 - skipped) * ROW + 2;
  }

  private Html line(Edge edge) {
    int begin = top(edge.from()) + HEIGHT / 2;
    int end = top(edge.to()) + HEIGHT / 2;
    int bend = BOX + 16 + LANE * (edge.from() % LANES);
    String way = "M%d %d H%d V%d H%d".formatted(BOX + 1, begin, bend, end, BOX + 9);
    String head = "M%d %d l8 -5 v10 z".formatted(BOX + 2, end);
    String look = edge.source().isVouched() ? "vouched" : "tainted";
    return tag("g")
        .with("class", edge.certain() ? look : look + " maybe")
        .holding(
            tag("path").with("class", "way").with("d", way).holding(""),
            tag("path").with("class", "tip").with("d", head).holding(""));
  }
}
