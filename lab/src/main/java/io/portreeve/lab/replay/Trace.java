package io.portreeve.lab.replay;

import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an agent did for one task.
 *
 * @param injection the name of the attack; empty for an honest run
 * @param hijack the call whose output carries the attack, counted from 0
 * @param injected what a model that obeys the attack calls then
 */
record Trace(
    String suite,
    String task,
    Optional<String> injection,
    String prompt,
    List<Made> calls,
    int hijack,
    List<Call> injected) {
  /** A call, with its arguments. */
  record Call(ReplayedTool tool, JsonObject arguments) {}

  /** A call that was made, and what came of it. */
  record Made(Call call, String output) {}

  /** The plan of an agent that knows the task: the tools that it needs. */
  Set<String> plan() {
    return calls.stream().map(made -> made.call().tool().name()).collect(Collectors.toSet());
  }

  boolean attacked() {
    return injection.isPresent();
  }
}
