package io.portreeve.agent.chat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is typed to this program, and not to the model. */
enum SlashCommand {
  HELP("this list"),
  TOOLS("the tools that the model is offered"),
  PROMPT("the prompts of servers; with a NAME and its name=value, put one in"),
  RESOURCE("the resources of servers; with an ADDRESS, read one and put it in"),
  PLAN("the tools that the last request was planned with"),
  LABELS("what was heard in this conversation, and whether it may decide"),
  NEW("begin a new conversation, in which nothing was heard, and which is not kept"),
  KEPT("the conversations that are kept"),
  FORGET("forget all that is kept of this one, and begin it anew"),
  QUIT("end; so do Ctrl-D, and Ctrl-C twice");

  private final String does;

  SlashCommand(String does) {
    this.does = does;
  }

  String word() {
    return "/" + name().toLowerCase(Locale.ROOT);
  }

  String does() {
    return does;
  }

  static List<String> words() {
    return Stream.of(values()).map(SlashCommand::word).toList();
  }

  /** Whether a line is meant for this program. */
  static boolean meant(String line) {
    return line.startsWith("/");
  }

  /** Whether something may follow it. */
  private boolean takesMore() {
    return this == PROMPT || this == RESOURCE;
  }

  /** What follows it on a line, word by word. */
  static List<String> more(String line) {
    List<String> words = TypedWords.of(line);
    return words.subList(1, words.size());
  }

  /** The command that a line names; the beginning of its word will do, where no other has it. */
  static Optional<SlashCommand> of(String line) {
    String[] parts = line.strip().split("\\s+", 2);
    return named(parts[0]).filter(one -> parts.length == 1 || one.takesMore());
  }

  private static Optional<SlashCommand> named(String word) {
    String typed = word.toLowerCase(Locale.ROOT);
    List<SlashCommand> fitting =
        Stream.of(values()).filter(one -> one.word().startsWith(typed)).toList();
    return fitting.size() == 1 && typed.length() > 1
        ? Optional.of(fitting.getFirst())
        : Optional.empty();
  }
}
