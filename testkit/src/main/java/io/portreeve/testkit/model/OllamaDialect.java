package io.portreeve.testkit.model;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.model.ModelAsked.Heard;
import io.portreeve.testkit.model.ModelTurn.Says;
import io.portreeve.testkit.model.ModelTurn.Use;
import io.portreeve.testkit.server.HttpAsked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Ollama's chat, where arguments are objects and an answer streams unless it shall not. */
final class OllamaDialect implements Dialect {
  @Override
  public ModelAsked read(HttpAsked request) {
    return Contents.asked(request, true, OllamaDialect::heard);
  }

  private static Heard heard(JsonObject message) {
    return new Heard(
        Contents.by(message),
        Contents.text(message.get("content")),
        message.string("tool_call_id").or(() -> message.string("tool_name")).orElse(""),
        Contents.objects(message, "tool_calls").map(OllamaDialect::use).toList());
  }

  private static Use use(JsonObject call) {
    JsonObject function = call.object("function").orElseThrow();
    return new Use(
        call.string("id").orElse(""),
        function.string("name").orElse(""),
        function.get("arguments").map(Json::toString).orElse(""));
  }

  @Override
  public Speech speech() {
    return new OllamaSpeech();
  }

  @Override
  public JsonObject whole(Says says) {
    JsonObject message =
        JsonObject.of("role", JsonString.of("assistant")).with("content", says.text());
    List<JsonObject> calls = new ArrayList<>();
    for (Use use : says.uses()) {
      calls.add((JsonObject) Jsons.read(bytes(call(use, calls.size()))));
    }
    return last(says, calls.isEmpty() ? message : message.with("tool_calls", JsonArray.of(calls)));
  }

  /** As text: arguments that no reader of ours would take must get through. */
  static String call(Use use, int index) {
    return "{\"id\":"
        + JsonString.of(use.id())
        + ",\"function\":{\"index\":"
        + index
        + ",\"name\":"
        + JsonString.of(use.tool())
        + ",\"arguments\":"
        + use.arguments()
        + "}}";
  }

  static JsonObject last(Says says, JsonObject message) {
    return head()
        .with("message", message)
        .with("done", true)
        .with("done_reason", says.ending() == ModelTurn.Ending.LENGTH ? "length" : "stop")
        .with("total_duration", 5_000_000)
        .with("prompt_eval_count", Counts.IN)
        .with("eval_count", Counts.OUT);
  }

  static JsonObject head() {
    return JsonObject.of("model", JsonString.of("scripted"))
        .with("created_at", "2026-01-01T00:00:00.000000Z");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public JsonObject error(int status, String message) {
    return JsonObject.of("error", JsonString.of(message)).with("status", JsonNumber.of(status));
  }
}
