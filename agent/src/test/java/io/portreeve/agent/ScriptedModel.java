package io.portreeve.agent;

import io.portreeve.agent.model.Model;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.Prompt;
import io.portreeve.agent.model.Reply;
import io.portreeve.agent.model.Streamed;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import io.portreeve.testkit.Jsons;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A model that says what a test wrote, one thing to each prompt, and keeps the prompts. */
final class ScriptedModel implements Model {
  final List<Prompt> prompts = new ArrayList<>();
  private final Deque<Step> steps = new ArrayDeque<>();
  private int last;

  /** What it makes of a prompt. */
  interface Step {
    Reply answer(Prompt prompt) throws ModelFailure, InterruptedException;
  }

  ScriptedModel then(Step step) {
    steps.add(step);
    return this;
  }

  /** Asks for one tool; single quotes in the arguments stand for double ones. */
  ScriptedModel uses(String tool, String arguments) {
    ToolUse use = use(tool, arguments);
    return then(_ -> new Reply(new Turn.FromModel("", List.of(use)), Reply.Stop.TOOLS));
  }

  ScriptedModel says(String text) {
    return then(_ -> new Reply(new Turn.FromModel(text, List.of()), Reply.Stop.END));
  }

  ScriptedModel ends(String text, Reply.Stop stop, ToolUse... uses) {
    return then(_ -> new Reply(new Turn.FromModel(text, List.of(uses)), stop));
  }

  ToolUse use(String tool, String arguments) {
    return new ToolUse.Asked("use-" + ++last, tool, Jsons.object(arguments));
  }

  @Override
  public Reply ask(Prompt prompt, Streamed streamed) throws ModelFailure, InterruptedException {
    prompts.add(prompt);
    Step step = steps.poll();
    if (step == null) {
      throw new AssertionError("nobody wrote what the model says to " + prompt.turns());
    }
    Reply reply = step.answer(prompt);
    if (!reply.said().text().isEmpty()) {
      streamed.text(reply.said().text());
    }
    return reply;
  }

  /** What the tools returned, as it read it last. */
  List<String> read() {
    return prompts.getLast().turns().stream()
        .filter(Turn.FromTool.class::isInstance)
        .map(turn -> ((Turn.FromTool) turn).text())
        .toList();
  }
}
