package io.portreeve.agent.chat;

import io.portreeve.agent.Agent;
import io.portreeve.agent.Conversation;
import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.controls.text.Excerpt;
import io.portreeve.gateway.cli.ExitCode;
import io.portreeve.gateway.display.VisibleText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Conversations that are typed, a request after the other, until their user has done. */
final class Talk {
  private static final int SHOWN_DESCRIPTION = 100;

  private final Screen screen;
  private final Agent agent;
  private final Narrator narrator;
  private final KeptConversations kept;
  private final Shelf shelf;
  private Optional<String> name;
  private Conversation conversation;

  /**
   * @param name that under which the first of them is kept
   * @throws IOException if what is kept cannot be read
   */
  Talk(Screen screen, Agent agent, Narrator narrator, KeptConversations kept, Optional<String> name)
      throws IOException {
    this.screen = screen;
    this.agent = agent;
    this.narrator = narrator;
    this.kept = kept;
    this.name = name;
    this.shelf = new Shelf(screen, agent, narrator);
    this.conversation = kept.converse(name, agent, narrator);
  }

  /** Takes requests until there are no more. */
  ExitCode run() {
    screen.complete(shelf);
    while (true) {
      Optional<String> line = screen.next(prompt());
      Optional<ExitCode> ended = line.isEmpty() ? Optional.of(ExitCode.OK) : after(line.get());
      if (ended.isPresent()) {
        return ended.get();
      }
    }
  }

  /** How it ended with this line; empty where it goes on. */
  private Optional<ExitCode> after(String line) {
    if (line.isBlank()) {
      return Optional.empty();
    }
    return SlashCommand.meant(line) ? command(line) : after(turn().run(conversation, line));
  }

  private Turn turn() {
    return new Turn(screen, narrator);
  }

  private static Optional<ExitCode> after(Turn.Ended turn) {
    return turn == Turn.Ended.GONE ? Optional.of(ExitCode.UNAVAILABLE) : Optional.empty();
  }

  private String prompt() {
    String heard = narrator.heard().brief();
    String mark = heard.isEmpty() ? "" : screen.ink().doubtful(" [" + heard + "]");
    return screen.ink().strong("you") + mark + screen.ink().strong("> ");
  }

  private Optional<ExitCode> command(String line) {
    Optional<SlashCommand> command = SlashCommand.of(line);
    if (command.isEmpty()) {
      narrator.tell(
          "", "there is no command " + VisibleText.line(line.strip()) + "; /help lists them");
      return Optional.empty();
    }
    switch (command.get()) {
      case HELP -> help();
      case TOOLS -> {
        return after(turn().show(this::offered, tools -> tools.ifPresent(this::show)));
      }
      case PROMPT -> {
        return after(turn().attach(conversation, () -> shelf.prompt(SlashCommand.more(line))));
      }
      case RESOURCE -> {
        return after(turn().attach(conversation, () -> shelf.resource(SlashCommand.more(line))));
      }
      case PLAN ->
          narrator.tell("plan", narrator.plan().map(narrator::planned).orElse("none was made"));
      case LABELS -> labels();
      case NEW -> begin();
      case KEPT -> kept();
      case FORGET -> forget();
      case QUIT -> {
        return Optional.of(ExitCode.OK);
      }
    }
    return Optional.empty();
  }

  private void help() {
    for (SlashCommand one : SlashCommand.values()) {
      screen.tell("  %-9s  %s".formatted(one.word(), one.does()));
    }
    screen.tell(
        "  Ctrl-C calls off what is under way, and leaves a question unanswered; `y` is yes, `n` or"
            + " Enter no, and `n` and a few words tell the model why");
  }

  /** Empty if that cannot be said, which was told. */
  private Optional<List<OfferedTool>> offered() throws InterruptedException {
    try {
      return Optional.of(agent.tools());
    } catch (ToolsFailure gone) {
      narrator.failed("gateway", String.valueOf(gone.getMessage()));
      return Optional.empty();
    }
  }

  private void show(List<OfferedTool> tools) {
    if (tools.isEmpty()) {
      narrator.noTools();
    }
    for (OfferedTool tool : tools) {
      String what = VisibleText.line(Excerpt.of(tool.description(), SHOWN_DESCRIPTION));
      screen.tell("  " + narrator.names(List.of(tool.name())) + "  " + screen.ink().faint(what));
    }
  }

  private void labels() {
    List<String> lines = narrator.heard().lines();
    narrator.tell("labels", lines.isEmpty() ? "nothing was heard that has one" : "of each server:");
    lines.forEach(line -> screen.tell("  " + line));
  }

  private void begin() {
    conversation = agent.converse(narrator);
    narrator.begin();
    narrator.tell("", name.isPresent() ? "a new conversation, not kept" : "a new conversation");
    name = Optional.empty();
  }

  private void kept() {
    List<String> names = kept.names();
    narrator.tell("kept", names.isEmpty() ? "none; `chat --conversation NAME` keeps one" : "");
    names.forEach(one -> screen.tell("  " + VisibleText.line(one)));
  }

  private void forget() {
    if (name.isEmpty()) {
      narrator.tell("", "this conversation is not kept");
      return;
    }
    try {
      kept.forget(name.get());
      conversation = kept.converse(name, agent, narrator);
      narrator.begin();
      narrator.tell("", "forgotten; it begins anew");
    } catch (IOException unforgotten) {
      narrator.failed("record", "it is not forgotten: " + unforgotten.getMessage());
    }
  }
}
