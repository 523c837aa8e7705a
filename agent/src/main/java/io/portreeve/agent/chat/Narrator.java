package io.portreeve.agent.chat;

import io.portreeve.agent.Event;
import io.portreeve.agent.Outcome;
import io.portreeve.agent.Plan;
import io.portreeve.agent.Refusal;
import io.portreeve.agent.model.Attachment;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.controls.text.Excerpt;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.guard.Label;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows a person what happens in a conversation. All that strangers wrote is cleaned here. */
final class Narrator implements Report {
  private static final int SHOWN_LINES = 4;
  private static final int SHOWN_LINE = 160;
  private static final int SHOWN_ADDRESS = 2_000;
  private static final Pattern EXCHANGE = Pattern.compile("\\(exchange ([A-Za-z0-9-]{1,64})\\)$");
  private static final Pattern WAITS =
      Pattern.compile(
          "^a person has to approve this call first \\(approval ([A-Za-z0-9-]{1,64})\\);.*",
          Pattern.DOTALL);

  private final Screen screen;
  private final Set<String> servers;
  private final UnaryOperator<String> typed;
  private final Prose prose = new Prose();
  private Heard heard = new Heard();
  private Optional<Plan> plan = Optional.empty();

  /**
   * @param servers the ids of the servers, which stand before the names of tools
   * @param typed gives a text with commands of this program as they would be typed here
   */
  Narrator(Screen screen, Set<String> servers, UnaryOperator<String> typed) {
    this.screen = screen;
    this.servers = servers;
    this.typed = typed;
  }

  /** Begins with nothing heard and nothing planned. */
  void begin() {
    heard = new Heard();
    plan = Optional.empty();
  }

  Heard heard() {
    return heard;
  }

  /** The last one that was made. */
  Optional<Plan> plan() {
    return plan;
  }

  @Override
  public void happened(Event event) {
    if (!(event instanceof Event.Said)) {
      endOfSaid();
    }
    switch (event) {
      case Event.Said(String piece) -> screen.say(prose.next(piece));
      case Event.Planned(Plan made) -> make(made);
      case Event.Asked(ToolUse use) -> tell("call", call(use));
      case Event.Progressed(ToolUse _, String message) ->
          tell("", screen.ink().faint(brief(message)));
      case Event.Answered answered -> answered(answered);
      case Event.Linked(ToolUse _, String address) ->
          tell("link", whole(address) + faint("  (`/resource` puts it in)"));
      case Event.Attached attached -> attached(attached);
      case Event.NotAttached(Attachment what, String text) -> notAttached(what, text);
      case Event.Refused refused -> refused(refused);
      case Event.Suspected suspected -> suspected(suspected);
      case Event.ToolsChanged _ -> tell("note", "servers offer other tools now: /tools");
      case Event.Cancelled _ -> tell("", screen.ink().doubtful("called off"));
      // The person who is asked sees the question, and knows his answer.
      case Event.Questioned _, Event.Replied _ -> {}
    }
  }

  @Override
  public void resumed(String name, long quarantined, long missing) {
    heard.hear("before", Label.untrusted("what was kept"));
    if (quarantined > 0 || missing > 0) {
      String found =
          "the file of this conversation is not as it was left: %d not written here and set aside, %d"
                  .formatted(quarantined, missing)
              + " gone; see who may write in `memories` of the data directory, or /forget it";
      tell("warning", screen.ink().bad(found));
    }
  }

  @Override
  public void ended(Outcome outcome) {
    endOfSaid();
    String why =
        switch (outcome.end()) {
          case DONE -> "";
          case ROUNDS -> "one request may ask the model no more often";
          case CHARACTERS -> "what it reads and says has become too long: /new begins again";
          case TIME -> "it took too long";
          case CUT_OFF -> "the model was cut off in its answer: it may have no more words";
          case DECLINED -> "the model, or whoever serves it, will not answer that";
          case SUSPICIOUS -> "it looks like an order to the model, and was blocked";
        };
    if (!why.isEmpty()) {
      tell("stopped", screen.ink().bad(why));
    }
  }

  @Override
  public void calledOff() {
    endOfSaid();
  }

  @Override
  public void failed(String kind, String why) {
    endOfSaid();
    tell("failed", screen.ink().bad(VisibleText.line(why)));
  }

  /** What the model said last is whole. */
  private void endOfSaid() {
    screen.say(prose.rest());
    screen.pause();
  }

  /** A line under a word. */
  void tell(String word, String text) {
    screen.tell(screen.ink().strong("%-8s".formatted(word)) + " " + text);
  }

  /** Says that the model has none, and what that may be due to. */
  void noTools() {
    String why =
        "none: no rule allows any, no server answers, or they wait for approval;"
            + " `portreeve pins list` lists what waits";
    tell("tools", screen.ink().doubtful(typed.apply(why)));
  }

  private void make(Plan made) {
    plan = Optional.of(made);
    tell("plan", planned(made));
    if (!made.unknown().isEmpty()) {
      tell("", screen.ink().faint("and what is no tool here: " + names(made.unknown())));
    }
  }

  /** The tools of a plan. */
  String planned(Plan made) {
    return made.tools().isEmpty() ? "no tool" : names(made.tools());
  }

  String names(Iterable<String> tools) {
    StringBuilder names = new StringBuilder();
    tools.forEach(
        tool -> names.append(names.isEmpty() ? "" : ", ").append(ToolName.of(tool, servers)));
    return names.toString();
  }

  /** Whose a tool or a prompt is, in words. */
  String server(String name) {
    String server = ToolName.of(name, servers).server();
    return server.isEmpty() ? "its server" : "server " + server;
  }

  private String call(ToolUse use) {
    return screen.ink().strong(ToolName.of(use.name(), servers).toString())
        + " "
        + Arguments.shown(use);
  }

  private void answered(Event.Answered answered) {
    String server = ToolName.of(answered.use().name(), servers).server();
    answered.label().ifPresent(label -> heard.hear(server, label));
    String label = Heard.words(answered.label());
    String size = characters(answered.text()) + ", " + label;
    tell(answered.failed() ? "error" : "answer", screen.ink().doubtful(size));
    excerpt(answered.text());
    if (answered.failed()) {
      hint(answered.text());
      if (answered.label().filter(Label::tainted).isEmpty()) {
        waits(answered.text());
      }
    }
  }

  private void attached(Event.Attached attached) {
    String server = server(attached.what());
    attached.label().ifPresent(label -> heard.hear(server, label));
    String size = characters(attached.text()) + ", " + Heard.words(attached.label());
    tell(kind(attached.what()), name(attached.what()) + "  " + screen.ink().doubtful(size));
    excerpt(attached.text());
    tell("", faint("it is put in as data; say what is to be done with it"));
  }

  private void notAttached(Attachment what, String text) {
    tell(kind(what), name(what) + "  " + screen.ink().bad("not put in: " + brief(text)));
    hint(text);
  }

  private String server(Attachment what) {
    return switch (what) {
      case Attachment.OfPrompt prompt -> ToolName.of(prompt.name(), servers).server();
      case Attachment.OfResource resource -> ToolName.serverOf(resource.name(), servers);
    };
  }

  private static String kind(Attachment what) {
    return switch (what) {
      case Attachment.OfPrompt _ -> "prompt";
      case Attachment.OfResource _ -> "resource";
    };
  }

  private String name(Attachment what) {
    return switch (what) {
      case Attachment.OfPrompt prompt -> ToolName.of(prompt.name(), servers).toString();
      case Attachment.OfResource resource -> whole(resource.name());
    };
  }

  /** As long as an address is that anybody means. */
  private static String whole(String address) {
    return VisibleText.line(Excerpt.of(address, SHOWN_ADDRESS));
  }

  private static String characters(String text) {
    return text.length() == 1 ? "1 character" : text.length() + " characters";
  }

  private void excerpt(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    lines.stream().limit(SHOWN_LINES).forEach(line -> tell("", faint(brief(line))));
    if (lines.size() > SHOWN_LINES) {
      tell("", faint("… " + (lines.size() - SHOWN_LINES) + " more lines"));
    }
  }

  private void refused(Event.Refused refused) {
    tell("refused", screen.ink().bad(brief(refused.text())));
    if (refused.refusal() == Refusal.GATEWAY) {
      hint(refused.text());
    }
  }

  /** Our own refusals say which exchange it was; whoever else says so sends nobody astray. */
  private void hint(String text) {
    Matcher exchange = EXCHANGE.matcher(text);
    if (exchange.find()) {
      tell(
          "",
          faint(
              typed.apply("`portreeve audit show --exchange " + exchange.group(1) + "` says why")));
    }
  }

  /** Whoever else than the gateway says so has people look at a call that they are shown whole. */
  private void waits(String text) {
    Matcher approval = WAITS.matcher(text);
    if (approval.matches()) {
      String id = approval.group(1);
      String commands =
          "it waits for an operator: `portreeve approvals show %s` shows it,".formatted(id)
              + " `portreeve approvals approve %s` allows it; then ask for it again".formatted(id);
      tell("", faint(typed.apply(commands)));
    }
  }

  private void suspected(Event.Suspected suspected) {
    String where =
        switch (suspected.where()) {
          case USER -> "what you wrote";
          case TOOL -> "what a tool answered";
          case ATTACHED -> "what you put in";
          case MODEL -> "what the model says";
          case ARGUMENTS -> "the arguments of a call";
        };
    String what = " looks like an order to a model (" + brief(suspected.sign()) + "), and was ";
    tell("warning", screen.ink().bad(where + what + (suspected.blocked() ? "blocked" : "let on")));
  }

  private String faint(String text) {
    return screen.ink().faint(text);
  }

  private static String brief(String text) {
    return VisibleText.line(Excerpt.of(text, SHOWN_LINE));
  }
}
