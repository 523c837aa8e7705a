package io.portreeve.agent;

import java.util.List;
import java.util.Set;

/**
 * Which tools a task needs, made before anything that a stranger wrote was read.
 *
 * @param tools the names; each was offered. Others may still be asked for, and reading is free:
 *     what is not here and has effects needs a person once something untrusted was read
 * @param unknown what the model named besides and is no tool, for whoever wants to know why a plan
 *     is small
 */
public record Plan(Set<String> tools, List<String> unknown) {
  public Plan {
    tools = Set.copyOf(tools);
    unknown = List.copyOf(unknown);
  }
}
