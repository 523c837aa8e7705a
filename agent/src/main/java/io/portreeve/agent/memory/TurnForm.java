package io.portreeve.agent.memory;

import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Turns of a conversation as JSON, and back. */
final class TurnForm {
  private TurnForm() {}

  static String origin(Turn turn) {
    return switch (turn) {
      case Turn.FromUser _ -> Entry.USER;
      case Turn.FromModel _ -> Entry.MODEL;
      case Turn.FromTool tool -> "tool " + tool.tool();
      case Turn.Attached put -> put.what();
    };
  }

  static JsonObject json(Turn turn) {
    return switch (turn) {
      case Turn.FromUser user -> JsonObject.of("user", text(user.text()));
      case Turn.FromModel model ->
          JsonObject.of("model", text(model.text()))
              .with("uses", JsonArray.of(model.uses().stream().map(TurnForm::use).toList()));
      case Turn.FromTool tool ->
          JsonObject.of("tool", text(tool.tool()))
              .with("use", tool.use())
              .with("text", tool.text())
              .with("failed", tool.failed());
      case Turn.Attached put ->
          JsonObject.of("attached", text(put.what())).with("text", put.text());
    };
  }

  /**
   * The turn that this was made of.
   *
   * @throws NoSuchElementException if it was made of none
   */
  static Turn turn(JsonObject json) {
    if (json.has("user")) {
      return new Turn.FromUser(string(json, "user"));
    }
    if (json.has("attached")) {
      return new Turn.Attached(string(json, "attached"), string(json, "text"));
    }
    if (json.has("model")) {
      List<ToolUse> uses = new ArrayList<>();
      json.array("uses").orElseThrow().forEach(use -> uses.add(use(use)));
      return new Turn.FromModel(string(json, "model"), uses);
    }
    return new Turn.FromTool(
        string(json, "use"),
        string(json, "tool"),
        string(json, "text"),
        json.bool("failed").orElseThrow());
  }

  private static JsonObject use(ToolUse use) {
    JsonObject named = JsonObject.of("id", text(use.id())).with("name", use.name());
    return switch (use) {
      case ToolUse.Asked readable -> named.with("arguments", readable.arguments());
      case ToolUse.Unreadable unreadable -> named.with("unreadable", unreadable.why());
    };
  }

  private static ToolUse use(Json json) {
    if (!(json instanceof JsonObject use)) {
      throw new NoSuchElementException("no use of a tool");
    }
    String id = string(use, "id");
    String name = string(use, "name");
    return use.object("arguments")
        .<ToolUse>map(arguments -> new ToolUse.Asked(id, name, arguments))
        .orElseGet(() -> new ToolUse.Unreadable(id, name, string(use, "unreadable")));
  }

  private static String string(JsonObject json, String name) {
    return json.string(name).orElseThrow();
  }

  private static Json text(String text) {
    return JsonString.of(text);
  }
}
