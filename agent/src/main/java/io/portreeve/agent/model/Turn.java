package io.portreeve.agent.model;

import java.util.List;

/** One part of a conversation, by whose words it is. */
public sealed interface Turn {
  /** What the user wrote. */
  record FromUser(String text) implements Turn {}

  /** What the model said, and which tools it asked for with that; either may be empty. */
  record FromModel(String text, List<ToolUse> uses) implements Turn {
    public FromModel {
      uses = List.copyOf(uses);
    }
  }

  /**
   * What a server wrote that the user put in, as the model is to read it. Neither the user nor the
   * model said any of it.
   *
   * @param what it is, in the words of its {@link Attachment}
   */
  record Attached(String what, String text) implements Turn {}

  /**
   * What came of one use of a tool, as the model is to read it.
   *
   * @param use the id of the {@link ToolUse} that it answers
   * @param failed whether it is an error, or a refusal
   */
  record FromTool(String use, String tool, String text, boolean failed) implements Turn {}
}
