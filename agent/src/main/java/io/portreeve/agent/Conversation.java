package io.portreeve.agent;

import io.portreeve.agent.model.Attachment;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.model.Prompt;
import io.portreeve.agent.model.Reply;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.controls.indirectpromptinjection.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is said between a user and a model, and what came of it. For one thread at a time. */
public final class Conversation {
  private final Parts parts;
  private final History history;
  private final Events events;
  private final List<Turn> turns;
  private final Standing standing;
  private Optional<List<OfferedTool>> known = Optional.empty();

  Conversation(Parts parts, History history, List<Turn> earlier, Events events) {
    this.parts = parts;
    this.history = history;
    this.events = events;
    this.turns = new ArrayList<>(earlier);
    this.standing = new Standing(parts.client(), words(), !earlier.isEmpty());
  }

  /**
   * Takes what the user says, has the model do what it wants with the tools it may use, and returns
   * when it has nothing more to do. After an exception, too, the conversation can go on: what was
   * said and done by then is part of it.
   *
   * @throws ModelFailure if the model gives no answer
   * @throws ToolsFailure if the gateway is gone; single calls that fail are told to the model
   * @throws IOException if the record of the conversation cannot be kept
   * @throws InterruptedException if the thread is interrupted: what is under way is called off, at
   *     the server, too
   */
  public Outcome say(String userText)
      throws ModelFailure, ToolsFailure, IOException, InterruptedException {
    try {
      return answer(userText);
    } catch (InterruptedException interrupted) {
      events.happened(new Event.Cancelled());
      throw interrupted;
    }
  }

  /**
   * Puts a prompt or a resource of a server into the conversation, where the model reads it with
   * what the user says next. It is the user's act, and the server's text: untrusted as its label
   * says, marked, and no word of the user's.
   *
   * @return whether it is part of the conversation now; events tell why not
   * @throws ToolsFailure if the gateway is gone
   * @throws IOException if the record of the conversation cannot be kept
   */
  public boolean attach(Attachment what) throws ToolsFailure, IOException, InterruptedException {
    try {
      Optional<Turn.Attached> read = new Attaching(parts, standing, events).attach(what);
      if (read.isPresent()) {
        append(List.of(read.get()));
      }
      return read.isPresent();
    } catch (InterruptedException interrupted) {
      events.happened(new Event.Cancelled());
      throw interrupted;
    }
  }

  /** Every step of a turn, in its order. */
  private Outcome answer(String userText)
      throws ModelFailure, ToolsFailure, IOException, InterruptedException {
    if (blocks(Event.Where.USER, userText)) {
      return new Outcome("", Outcome.End.SUSPICIOUS);
    }
    Budget budget = new Budget(parts.options().limits(), parts.clock());
    List<OfferedTool> offered = offered();
    boolean held = standing.hear(userText);
    append(List.of(new Turn.FromUser(userText)));
    if (held && parts.options().planning() != Options.Planning.OFF) {
      plan(offered, budget);
    }
    Set<String> names = offered.stream().map(OfferedTool::name).collect(Collectors.toSet());
    return rounds(offered, new Using(parts, names, standing, budget, events));
  }

  private Outcome rounds(List<OfferedTool> offered, Using using)
      throws ModelFailure, ToolsFailure, IOException, InterruptedException {
    String last = "";
    while (true) {
      Optional<List<Turn>> shown = Window.of(turns, parts.options().limits().characters());
      if (shown.isEmpty()) {
        return new Outcome(last, Outcome.End.CHARACTERS);
      }
      Optional<Outcome.End> over = using.budget().takeRound();
      if (over.isPresent()) {
        return new Outcome(last, over.get());
      }
      Reply reply = ask(new Prompt(parts.rules().system(), shown.get(), offered));
      last = reply.said().text();
      Optional<Outcome.End> end = end(reply);
      if (end.isPresent()) {
        return ended(reply, end.get());
      }
      use(reply.said(), using);
    }
  }

  /** With a detector that may block, nothing is heard before all of it was looked at. */
  private Reply ask(Prompt prompt) throws ModelFailure, InterruptedException {
    boolean held = parts.rules().watch().mayBlock();
    return parts
        .model()
        .ask(
            prompt,
            piece -> {
              if (!held) {
                events.happened(new Event.Said(piece));
              }
            });
  }

  /** Why the model is asked no further; empty: tools are to be used. */
  private Optional<Outcome.End> end(Reply reply) {
    String text = reply.said().text();
    if (blocks(Event.Where.MODEL, text)) {
      return Optional.of(Outcome.End.SUSPICIOUS);
    }
    if (parts.rules().watch().mayBlock() && !text.isEmpty()) {
      events.happened(new Event.Said(text));
    }
    return switch (reply.stop()) {
      case LENGTH -> Optional.of(Outcome.End.CUT_OFF);
      case DECLINED -> Optional.of(Outcome.End.DECLINED);
      case END, TOOLS ->
          reply.said().uses().isEmpty() ? Optional.of(Outcome.End.DONE) : Optional.empty();
    };
  }

  /** What it asked for beside that is not done, and no part of the conversation; nor is nothing. */
  private Outcome ended(Reply reply, Outcome.End end) throws IOException {
    for (ToolUse use : reply.said().uses()) {
      events.happened(
          new Event.Refused(use, Refusal.CUT_OFF, "the model was not heard to its end"));
    }
    if (end == Outcome.End.SUSPICIOUS) {
      return new Outcome("", end);
    }
    if (!reply.said().text().isEmpty()) {
      append(List.of(new Turn.FromModel(reply.said().text(), List.of())));
    }
    return new Outcome(reply.said().text(), end);
  }

  /** One after the other; whatever happens, each use has an answer in the conversation. */
  private void use(Turn.FromModel said, Using using)
      throws ToolsFailure, IOException, InterruptedException {
    List<Turn> round = new ArrayList<>(List.of(said));
    try {
      for (ToolUse use : said.uses()) {
        round.add(using.use(use));
      }
    } finally {
      said.uses().stream().skip(round.size() - 1L).map(Using::undone).forEach(round::add);
      standing.takeAdded().stream().map(Turn.FromUser::new).forEach(round::add);
      append(round);
    }
  }

  private List<OfferedTool> offered() throws ToolsFailure, InterruptedException {
    List<OfferedTool> now = parts.offered();
    if (known.filter(before -> !before.equals(now)).isPresent()) {
      events.happened(new Event.ToolsChanged());
    }
    known = Optional.of(now);
    return now;
  }

  private void plan(List<OfferedTool> offered, Budget budget)
      throws ModelFailure, InterruptedException {
    Plan plan = new Planner(parts.model()).plan(words(), offered);
    if (parts.options().planning() == Options.Planning.SHOWN) {
      Set<String> agreed = budget.asking(() -> parts.person().agree(plan));
      Set<String> kept = plan.tools().stream().filter(agreed::contains).collect(Collectors.toSet());
      told(new Plan(kept, plan.unknown()));
    } else {
      told(plan);
    }
  }

  private void told(Plan plan) {
    standing.plan(plan.tools());
    events.happened(new Event.Planned(plan));
  }

  private List<String> words() {
    return turns.stream()
        .filter(Turn.FromUser.class::isInstance)
        .map(turn -> ((Turn.FromUser) turn).text())
        .toList();
  }

  private void append(List<Turn> more) throws IOException {
    history.append(more);
    turns.addAll(more);
  }

  private boolean blocks(Event.Where where, String text) {
    return parts.rules().watch().blocks(where, () -> Reading.of(text), events);
  }
}
