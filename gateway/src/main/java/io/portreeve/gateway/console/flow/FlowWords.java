package io.portreeve.gateway.console.flow;

import io.portreeve.gateway.display.VisibleText;
import java.util.stream.Collectors;

/** How the parts of a conversation are called. */
final class FlowWords {
  private FlowWords() {}

  static String name(Step step) {
    return VisibleText.line(step.server() + ": " + step.what());
  }

  static String look(Step step) {
    return step.refused().isPresent() ? "refused" : step.heard().tainted() ? "tainted" : "clean";
  }

  static String standing(Step step) {
    return step.refused()
        .map(reason -> "refused: " + VisibleText.line(reason))
        .orElseGet(() -> heard(step.heard()));
  }

  static String heard(Step.Heard heard) {
    String untrusted =
        heard.tainted()
            ? "untrusted data of "
                + heard.untrusted().stream()
                    .sorted()
                    .map(VisibleText::line)
                    .collect(Collectors.joining(", "))
            : "nothing untrusted";
    return "heard " + untrusted + (heard.secret() ? ", and private data" : "");
  }

  static String shortly(Edge edge) {
    return edge.from() == 0 ? edge.source().words() : "step " + edge.from();
  }

  /** Where a value came from, and how certain that is. */
  static String wholly(Edge edge) {
    Source source = edge.source();
    if (!source.isOfAServer()) {
      return source.words();
    }
    String said = VisibleText.line(source.server() + ": " + source.said());
    if (edge.from() == 0) {
      return source.words() + " of " + said + ", in a step that is not shown";
    }
    String which = edge.certain() ? "" : ", or an answer of it before";
    return source.words() + " of " + said + ", step " + edge.from() + which;
  }
}
