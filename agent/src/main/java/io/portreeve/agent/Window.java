package io.portreeve.agent;

import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import java.util.List;
import java.util.Optional;

/**
 * As much of a conversation as a model is given to read: its last part, from a turn of the user's
 * on, or from what he put in before it.
 */
final class Window {
  private Window() {}

  /** The longest such part that is not too long; empty if even the shortest is. */
  static Optional<List<Turn>> of(List<Turn> turns, int characters) {
    Optional<Integer> from = Optional.empty();
    long weight = 0;
    for (int at = turns.size() - 1; at >= 0; at--) {
      weight += weight(turns.get(at));
      if (weight > characters) {
        break;
      }
      if (begins(turns.get(at))) {
        from = Optional.of(at);
      }
    }
    return from.map(first -> List.copyOf(turns.subList(first, turns.size())));
  }

  private static boolean begins(Turn turn) {
    return turn instanceof Turn.FromUser || turn instanceof Turn.Attached;
  }

  private static long weight(ToolUse use) {
    return switch (use) {
      case ToolUse.Asked readable -> readable.arguments().toString().length();
      case ToolUse.Unreadable unreadable -> unreadable.why().length();
    };
  }

  private static long weight(Turn turn) {
    return switch (turn) {
      case Turn.FromUser(String text) -> text.length();
      case Turn.FromModel said ->
          said.text().length() + said.uses().stream().mapToLong(Window::weight).sum();
      case Turn.FromTool answer -> answer.text().length();
      case Turn.Attached put -> put.text().length();
    };
  }
}
