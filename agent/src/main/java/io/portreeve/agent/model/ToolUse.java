package io.portreeve.agent.model;

import io.portreeve.mcp.json.JsonObject;

/** A model asks for a tool. */
public sealed interface ToolUse {
  /** What its answer is told by; the model's, or ours where it gives none. */
  String id();

  /** As it was offered, or whatever the model made up. */
  String name();

  /** It says what with. */
  record Asked(String id, String name, JsonObject arguments) implements ToolUse {}

  /**
   * What with cannot be read, so that nobody knows what it asks for: it is never done, but the
   * model may be told, and try again.
   *
   * @param why for the model and the user; nothing of what was said is in it
   */
  record Unreadable(String id, String name, String why) implements ToolUse {}
}
