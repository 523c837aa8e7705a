package io.portreeve.testkit.model;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.model.ModelAsked.Heard;
import io.portreeve.testkit.model.ModelTurn.Says;
import io.portreeve.testkit.model.ModelTurn.Use;
import io.portreeve.testkit.server.HttpAsked;
import java.util.List;

/** OpenAI's chat completions. */
final class OpenAiDialect implements Dialect {
  static final JsonObject USAGE =
      JsonObject.of("prompt_tokens", Counts.IN)
          .with("completion_tokens", Counts.OUT)
          .with("total_tokens", Counts.ALL);

  @Override
  public ModelAsked read(HttpAsked request) {
    return Contents.asked(request, false, OpenAiDialect::heard);
  }

  private static Heard heard(JsonObject message) {
    return new Heard(
        Contents.by(message),
        Contents.text(message.get("content")),
        message.string("tool_call_id").orElse(""),
        Contents.objects(message, "tool_calls").map(OpenAiDialect::use).toList());
  }

  private static Use use(JsonObject call) {
    JsonObject function = call.object("function").orElseThrow();
    return new Use(
        call.string("id").orElse(""),
        function.string("name").orElse(""),
        function.string("arguments").orElse(""));
  }

  @Override
  public Speech speech() {
    return new OpenAiSpeech();
  }

  @Override
  public JsonObject whole(Says says) {
    JsonObject message = JsonObject.of("role", JsonString.of("assistant"));
    String text = says.text();
    message = message.with("content", text.isEmpty() ? JsonNull.NULL : JsonString.of(text));
    if (!says.uses().isEmpty()) {
      message = message.with("tool_calls", calls(says.uses()));
    }
    JsonObject choice =
        JsonObject.of("message", message).with("index", 0).with("finish_reason", stop(says));
    return head("chat.completion").with("choices", JsonArray.of(choice)).with("usage", USAGE);
  }

  private static JsonArray calls(List<Use> uses) {
    return JsonArray.of(
        uses.stream()
            .map(use ->
                JsonObject.of("id", JsonString.of(use.id()))
                    .with("type", "function")
                    .with("function", function(use.tool(), use.arguments())))
            .toList());
  }

  static JsonObject function(String name, String arguments) {
    return JsonObject.of("name", JsonString.of(name)).with("arguments", arguments);
  }

  static JsonObject head(String object) {
    return JsonObject.of("id", JsonString.of("chatcmpl-1"))
        .with("object", object)
        .with("created", 1_700_000_000)
        .with("model", "scripted");
  }

  static Json stop(Says says) {
    return JsonString.of(
        switch (says.ending()) {
          case LENGTH -> "length";
          case DECLINED -> "content_filter";
          default -> says.uses().isEmpty() ? "stop" : "tool_calls";
        });
  }

  @Override
  public JsonObject error(int status, String message) {
    return JsonObject.of(
        "error",
        JsonObject.of("message", JsonString.of(message))
            .with("type", status == 401 ? "invalid_request_error" : "server_error")
            .with("param", JsonNull.NULL)
            .with("code", status == 401 ? JsonString.of("invalid_api_key") : JsonNull.NULL));
  }
}
