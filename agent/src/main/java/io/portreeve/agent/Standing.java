package io.portreeve.agent;

import io.portreeve.agent.tools.Begun;
import io.portreeve.agent.tools.Belonging;
import io.portreeve.agent.tools.Called;
import io.portreeve.agent.tools.ToolClient;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.mcp.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the gateway knows of one conversation, and what it has still to be told. */
final class Standing {
  private final ToolClient client;
  private final boolean resumed;
  private Optional<Begun> begun = Optional.empty();
  private String untold;
  private Optional<Set<String>> plan = Optional.empty();
  private Optional<Set<String>> made = Optional.empty();
  private List<String> added = List.of();

  /**
   * @param earlier what the user said in it already
   * @param resumed whether anything is left of what was said, by whomever: somebody who takes the
   *     user's words out of a record leaves what tools said
   */
  Standing(ToolClient client, List<String> earlier, boolean resumed) {
    this.client = client;
    this.resumed = resumed;
    this.untold = String.join("\n\n", earlier);
  }

  /**
   * The user says something.
   *
   * @return whether the gateway holds to a plan what is done for it
   */
  boolean hear(String text) throws ToolsFailure, InterruptedException {
    boolean planned = begun().planned();
    tell(text);
    plan = Optional.empty();
    made = Optional.empty();
    added = List.of();
    return planned;
  }

  private Begun begun() throws ToolsFailure, InterruptedException {
    if (begun.isEmpty()) {
      begun = Optional.of(client.begin(untold, resumed));
      untold = "";
    }
    return begun.get();
  }

  /**
   * What is said of something that the user puts in. Which one he names is no word of his: servers
   * make the names, and offer the values.
   */
  Belonging beside() throws ToolsFailure, InterruptedException {
    return new Belonging(begun().handle(), "", Optional.empty());
  }

  /**
   * The user says something more while that is done. Its plan goes with it, no larger than it was:
   * words without one would end it.
   */
  void add(String text) {
    tell(text);
    plan = made;
    added = Stream.concat(added.stream(), Stream.of(text)).toList();
  }

  /** What he said so, which the model is to hear next, and once. */
  List<String> takeAdded() {
    List<String> taken = added;
    added = List.of();
    return taken;
  }

  private void tell(String text) {
    untold = untold.isEmpty() ? text : untold + "\n\n" + text;
  }

  void plan(Set<String> tools) {
    made = Optional.of(tools);
    plan = made;
  }

  /** What the next call says of it. */
  Belonging next() {
    return new Belonging(begun.flatMap(Begun::handle), untold, plan);
  }

  /** Only an answer shows for certain that what was told was heard; twice does no harm. */
  void answered(Called<ToolResult> called) {
    if (called instanceof Called.Answered<ToolResult>) {
      untold = "";
      plan = Optional.empty();
    }
  }
}
