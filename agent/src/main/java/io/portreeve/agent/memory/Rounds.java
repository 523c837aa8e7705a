package io.portreeve.agent.memory;

import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What of some turns a model can be shown: no answer without its question, nor the other way. */
final class Rounds {
  private Rounds() {}

  static List<Turn> whole(List<Turn> turns) {
    List<Turn> whole = new ArrayList<>();
    int at = 0;
    while (at < turns.size()) {
      Turn turn = turns.get(at++);
      List<Turn.FromTool> answers = new ArrayList<>();
      while (at < turns.size() && turns.get(at) instanceof Turn.FromTool answer) {
        answers.add(answer);
        at++;
      }
      if (uses(turn).equals(answers.stream().map(Turn.FromTool::use).collect(Collectors.toSet()))) {
        whole.add(turn);
        whole.addAll(answers);
      } else if (turn instanceof Turn.FromUser || turn instanceof Turn.Attached) {
        whole.add(turn);
      }
    }
    return whole;
  }

  private static Set<String> uses(Turn turn) {
    return turn instanceof Turn.FromModel model
        ? model.uses().stream().map(ToolUse::id).collect(Collectors.toSet())
        : Set.of();
  }
}
