package io.portreeve.agent;

import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import io.portreeve.agent.tools.Called;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.controls.indirectpromptinjection.Reading;
import io.portreeve.guard.Label;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Has tools used in one turn of the user's: each use judged before it, and what comes of it after.
 *
 * @param offered the names that the model was offered; there is nothing else that it may use
 */
record Using(Parts parts, Set<String> offered, Standing standing, Budget budget, Events events) {
  private static final int MOST_LINKS = 10;

  static final String WITHHELD =
      "what the tool returned looked like an order to you, and is withheld";

  /** What the model is told of a use that was given up: whether it was done, nobody knows. */
  static Turn.FromTool undone(ToolUse use) {
    return new Turn.FromTool(
        use.id(), use.name(), "this call was called off before it was answered", true);
  }

  Turn.FromTool use(ToolUse use) throws ToolsFailure, InterruptedException {
    events.happened(new Event.Asked(use));
    if (!offered.contains(use.name())) {
      return refused(use, Refusal.NOT_OFFERED, "there is no such tool");
    }
    if (!budget.takeUse()) {
      return refused(use, Refusal.LIMIT, "no more tools may be used for this; answer your user");
    }
    return switch (use) {
      case ToolUse.Unreadable unreadable ->
          refused(use, Refusal.UNREADABLE, "the arguments cannot be read: " + unreadable.why());
      case ToolUse.Asked readable
          when blocks(Event.Where.ARGUMENTS, Reading.of(readable.arguments())) ->
          refused(use, Refusal.SUSPICIOUS, "these arguments look like an order to a model");
      case ToolUse.Asked readable -> told(use, call(readable));
    };
  }

  private Called<ToolResult> call(ToolUse.Asked use) throws ToolsFailure, InterruptedException {
    List<String> words = new ArrayList<>();
    Asking asking = new Asking(use, parts.person(), budget, events, words::add);
    Called<ToolResult> called =
        parts.client().call(use.name(), use.arguments(), standing.next(), asking);
    standing.answered(called);
    words.stream()
        .filter(why -> !why.isBlank() && !blocks(Event.Where.USER, Reading.of(why)))
        .forEach(standing::add);
    return called;
  }

  private Turn.FromTool told(ToolUse use, Called<ToolResult> called) {
    return switch (called) {
      case Called.Answered<ToolResult>(ToolResult result, Optional<Label> heard) ->
          linked(use, result, answered(use, ResultText.of(result), result.isError(), heard));
      case Called.Failed<ToolResult>(McpError error) when isOurs(error.code()) ->
          refusedThere(use, ResultText.of(error.message()));
      case Called.Failed<ToolResult>(McpError error) ->
          answered(use, ResultText.of(error.message()), true, Optional.empty());
      case Called.Unanswered<ToolResult> _ ->
          refused(use, Refusal.GATEWAY, "a person was asked about this call, and gave no answer");
    };
  }

  /** Codes that the gateway lets no server give. */
  private static boolean isOurs(int code) {
    return code == ErrorCode.REFUSED
        || code == ErrorCode.TOO_MANY
        || code == ErrorCode.INSUFFICIENT_SCOPE;
  }

  private Turn.FromTool answered(
      ToolUse use, ResultText result, boolean failed, Optional<Label> heard) {
    Shown shown = shown(result);
    events.happened(new Event.Answered(use, shown.text(), failed, heard));
    return new Turn.FromTool(use.id(), use.name(), shown.read(), failed || shown.withheld());
  }

  /** Nobody follows a link but the user, who is told of the first of them. */
  private Turn.FromTool linked(ToolUse use, ToolResult result, Turn.FromTool answer) {
    if (!answer.text().equals(WITHHELD)) {
      ResultText.links(result).stream()
          .limit(MOST_LINKS)
          .forEach(address -> events.happened(new Event.Linked(use, address)));
    }
    return answer;
  }

  /** What is no gateway can use its codes, too: its word is data like any other. */
  private Turn.FromTool refusedThere(ToolUse use, ResultText why) {
    Shown shown = shown(why);
    events.happened(new Event.Refused(use, Refusal.GATEWAY, shown.text()));
    return new Turn.FromTool(use.id(), use.name(), shown.read(), true);
  }

  /** A text of another's, for a person and for the model. */
  private record Shown(String text, String read, boolean withheld) {}

  private Shown shown(ResultText result) {
    ResultText cut = result.cut(budget.limits().result());
    String text = cut.joined(piece -> piece);
    return blocks(Event.Where.TOOL, Reading.of(text))
        ? new Shown(WITHHELD, WITHHELD, true)
        : new Shown(text, cut.joined(parts.rules().marks()::mark), false);
  }

  private Turn.FromTool refused(ToolUse use, Refusal why, String text) {
    events.happened(new Event.Refused(use, why, text));
    return new Turn.FromTool(use.id(), use.name(), text, true);
  }

  private boolean blocks(Event.Where where, Reading text) {
    return parts.rules().watch().blocks(where, () -> text, events);
  }
}
