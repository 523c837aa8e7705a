package io.portreeve.agent.model;

import java.util.List;

/**
 * All that a model is given to go on.
 *
 * @param system who it is and by which rules it works; nobody but the application writes there
 * @param turns what was said so far, oldest first; the last is the user's or a tool's
 * @param tools what it may ask for
 */
public record Prompt(String system, List<Turn> turns, List<OfferedTool> tools) {
  public Prompt {
    turns = List.copyOf(turns);
    tools = List.copyOf(tools);
  }
}
