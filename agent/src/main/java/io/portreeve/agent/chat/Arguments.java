package io.portreeve.agent.chat;

import io.portreeve.agent.model.ToolUse;
import io.portreeve.controls.text.Excerpt;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.mcp.json.CanonicalJson;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;

/** The arguments of a call, as a person reads them: their canonical form, all of it visible. */
final class Arguments {
  private static final int SHOWN = 2_000;

  private Arguments() {}

  static String shown(ToolUse use) {
    return switch (use) {
      case ToolUse.Asked(var _, var _, JsonObject arguments) ->
          Excerpt.of(VisibleText.json(canonical(arguments)), SHOWN);
      case ToolUse.Unreadable(var _, var _, String why) -> "(" + VisibleText.line(why) + ")";
    };
  }

  private static String canonical(JsonObject arguments) {
    try {
      return new String(CanonicalJson.bytes(arguments), StandardCharsets.UTF_8);
    } catch (JsonRefused noNumberOfOurs) {
      return new String(arguments.toLine(), StandardCharsets.UTF_8);
    }
  }
}
