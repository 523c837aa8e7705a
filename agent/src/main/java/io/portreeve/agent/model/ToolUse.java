package io.portreeve.agent.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;

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

  /** One as a model wrote it, read strictly; blank arguments are none. */
  static ToolUse read(String id, String name, String arguments) {
    if (name.isEmpty()) {
      return new Unreadable(id, name, "it names no tool");
    }
    try {
      Json read =
          JsonReader.read(
              (arguments.isBlank() ? "{}" : arguments).getBytes(UTF_8), JsonLimits.defaults());
      return read instanceof JsonObject object
          ? new Asked(id, name, object)
          : new Unreadable(id, name, "its arguments are no JSON object");
    } catch (JsonRefused refused) {
      return new Unreadable(
          id,
          name,
          "its arguments are no JSON that can be read: "
              + refused.fault().text()
              + " at byte "
              + refused.offset());
    }
  }
}
