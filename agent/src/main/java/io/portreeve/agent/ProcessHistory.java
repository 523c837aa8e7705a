package io.portreeve.agent;

import io.portreeve.agent.model.Turn;
import java.util.ArrayList;
import java.util.List;

final class ProcessHistory implements History {
  private final List<Turn> turns = new ArrayList<>();

  @Override
  public List<Turn> turns() {
    return List.copyOf(turns);
  }

  @Override
  public void append(List<Turn> more) {
    turns.addAll(more);
  }
}
