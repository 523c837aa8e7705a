package io.portreeve.testkit.attack;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.server.Behaviour;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.util.function.Function;

/** A server with one tool that makes a text of a text; a tool that throws answers an error. */
final class TextTool {
  private TextTool() {}

  static ScriptedServer serving(Function<String, String> tool) {
    return playing(turn -> turn.result(answer(turn, tool)));
  }

  /** The same, but for a tool that throws: there it hangs up. */
  static ScriptedServer breakingOff(Function<String, String> tool) {
    return playing(turn -> {
      String answer = answer(turn, tool);
      if (answer.endsWith("true}")) {
        turn.hangUp();
      } else {
        turn.result(answer);
      }
    });
  }

  private static ScriptedServer playing(Behaviour call) {
    return ScriptedServer.start(
        Script.legacy("2025-11-25", "{'tools':{}}")
            .on(
                "tools/list",
                turn ->
                    turn.result(
                        "{'tools':[{'name':'text','inputSchema':{'type':'object','properties':"
                            + "{'of':{'type':'string'}},'required':['of'],"
                            + "'additionalProperties':false}}]}"))
            .on("tools/call", call));
  }

  static ScriptedServer withoutTools() {
    return ScriptedServer.start(
        Script.legacy("2025-11-25", "{'tools':{}}")
            .on("tools/list", turn -> turn.result("{'tools':[]}")));
  }

  private static String answer(Turn turn, Function<String, String> tool) {
    JsonObject arguments = turn.params().object("arguments").orElseThrow();
    boolean error = false;
    String text;
    try {
      text = tool.apply(arguments.toString());
    } catch (IllegalArgumentException refused) {
      error = true;
      text = "refused";
    }
    // Single quotes stand for double ones in what a script says.
    return "{'content':[{'type':'text','text':%s}],'isError':%s}"
        .formatted(JsonString.of(text).toString().replace("'", "\\u0027"), error);
  }
}
