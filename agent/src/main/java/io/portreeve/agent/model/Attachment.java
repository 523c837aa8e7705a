package io.portreeve.agent.model;

import io.portreeve.mcp.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** What a user puts into a conversation himself, of what servers hold ready. */
public sealed interface Attachment {
  /** As lists show it: a name, or an address. */
  String name();

  /** Which one it is, in words: what kind it is of, and its name. */
  String words();

  /** As a use of a tool, for whoever shows what a question is about; the model asked for none. */
  ToolUse.Asked asUse();

  /**
   * A prompt, filled in.
   *
   * @param arguments by their names
   */
  record OfPrompt(String name, Map<String, String> arguments) implements Attachment {
    public OfPrompt {
      arguments = Map.copyOf(arguments);
    }

    /** The arguments as the protocol has them. */
    public JsonObject json() {
      JsonObject json = JsonObject.empty();
      for (Map.Entry<String, String> one : new TreeMap<>(arguments).entrySet()) {
        json = json.with(one.getKey(), one.getValue());
      }
      return json;
    }

    @Override
    public String words() {
      return "prompt " + name;
    }

    @Override
    public ToolUse.Asked asUse() {
      return new ToolUse.Asked("", name, json());
    }
  }

  /** What stands under an address. */
  record OfResource(String name) implements Attachment {
    @Override
    public String words() {
      return "resource " + name;
    }

    @Override
    public ToolUse.Asked asUse() {
      return new ToolUse.Asked("", name, JsonObject.empty());
    }
  }
}
