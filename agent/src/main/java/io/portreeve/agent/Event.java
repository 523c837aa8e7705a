package io.portreeve.agent;

import io.portreeve.agent.model.Attachment;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.guard.Label;
import java.util.Optional;

/**
 * Something that happened in a conversation, in its order. Every text in it may be a stranger's.
 */
public sealed interface Event {
  /** A further piece of what the model says. */
  record Said(String piece) implements Event {}

  /** Which tools the task may use without asking, as the person left it. */
  record Planned(Plan plan) implements Event {}

  /** The model asks for a tool; nothing was done yet. */
  record Asked(ToolUse use) implements Event {}

  /** How far a call is, in its server's words. */
  record Progressed(ToolUse use, String message) implements Event {}

  /**
   * A tool answered.
   *
   * @param text as the model is shown it, but for the marks of data
   * @param failed whether the tool says that it failed
   * @param label whether what it says may decide, who may learn it, whose it is; empty where the
   *     gateway keeps no labels
   */
  record Answered(ToolUse use, String text, boolean failed, Optional<Label> label)
      implements Event {}

  /**
   * An answer names a resource. Nobody reads it unless the user puts it in.
   *
   * @param address where it is
   */
  record Linked(ToolUse use, String address) implements Event {}

  /**
   * The user put something in, and the model is going to read it.
   *
   * @param text as the model is shown it, but for the marks of data
   * @param label as that of an answer
   */
  record Attached(Attachment what, String text, Optional<Label> label) implements Event {}

  /**
   * What he wanted to put in is no part of the conversation.
   *
   * @param text why
   */
  record NotAttached(Attachment what, String text) implements Event {}

  /**
   * A call was not made.
   *
   * @param text what the model is told, which is no more than what a client of the gateway may know
   */
  record Refused(ToolUse use, Refusal refusal, String text) implements Event {}

  /** A person is asked. */
  record Questioned(Question question) implements Event {}

  /** He answered. */
  record Replied(Question question, Answer answer) implements Event {}

  /**
   * A text looks like an order to the model.
   *
   * @param where whose text it is
   * @param sign what it shows by, without any of the text
   * @param blocked whether it was kept from where it was going
   */
  record Suspected(Where where, String sign, boolean blocked) implements Event {}

  /** Servers offer other tools than before. */
  record ToolsChanged() implements Event {}

  /** The thread was interrupted: what was under way was called off. */
  record Cancelled() implements Event {}

  /** Where a suspicious text stood. */
  enum Where {
    USER,
    TOOL,
    ATTACHED,
    MODEL,
    ARGUMENTS
  }
}
