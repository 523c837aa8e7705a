package io.portreeve.testkit.model;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.model.ModelTurn.Ending;
import io.portreeve.testkit.model.ModelTurn.Says;
import io.portreeve.testkit.model.ModelTurn.Use;

/** Lines of JSON; a tool is asked for in one of them. */
final class OllamaSpeech implements Speech {
  private int uses;

  @Override
  public String type() {
    return "application/x-ndjson";
  }

  @Override
  public String opening() {
    return "";
  }

  @Override
  public String text(String text) {
    StringBuilder lines = new StringBuilder();
    Pieces.of(text).forEach(piece -> lines.append(more(message(piece))));
    return lines.toString();
  }

  @Override
  public String use(Use use) {
    String head = message("").toString();
    String message =
        head.substring(0, head.length() - 1)
            + ",\"tool_calls\":["
            + OllamaDialect.call(use, uses++)
            + "]}";
    String line = OllamaDialect.head().toString();
    return line.substring(0, line.length() - 1) + ",\"message\":" + message + ",\"done\":false}\n";
  }

  @Override
  public String closing(Says says) {
    return says.ending() == Ending.FAULT
        ? JsonObject.of("error", JsonString.of("the model broke down")) + "\n"
        : OllamaDialect.last(says, message("")) + "\n";
  }

  private static JsonObject message(String text) {
    return JsonObject.of("role", JsonString.of("assistant")).with("content", text);
  }

  private static String more(JsonObject message) {
    return OllamaDialect.head().with("message", message).with("done", false) + "\n";
  }
}
