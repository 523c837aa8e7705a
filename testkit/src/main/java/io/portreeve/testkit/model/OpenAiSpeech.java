package io.portreeve.testkit.model;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.model.ModelTurn.Ending;
import io.portreeve.testkit.model.ModelTurn.Says;
import io.portreeve.testkit.model.ModelTurn.Use;

/** Chunks of a chat completion. */
final class OpenAiSpeech implements Speech {
  private int uses;

  @Override
  public String type() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public String opening() {
    return ": the model is on its way\n\n"
        + chunk(JsonObject.of("role", JsonString.of("assistant")).with("content", ""));
  }

  @Override
  public String text(String text) {
    StringBuilder events = new StringBuilder();
    for (String piece : Pieces.of(text)) {
      events.append(chunk(JsonObject.of("content", JsonString.of(piece))));
    }
    return events.toString();
  }

  @Override
  public String use(Use use) {
    int index = uses++;
    StringBuilder events = new StringBuilder();
    events.append(
        call(
            index,
            JsonObject.of("id", JsonString.of(use.id()))
                .with("type", "function")
                .with("function", OpenAiDialect.function(use.tool(), ""))));
    for (String piece : Pieces.of(use.arguments())) {
      JsonObject more = JsonObject.of("arguments", JsonString.of(piece));
      events.append(call(index, JsonObject.of("function", more)));
    }
    return events.toString();
  }

  @Override
  public String closing(Says says) {
    if (says.ending() == Ending.FAULT) {
      return event(new OpenAiDialect().error(500, "the model broke down"));
    }
    return event(choice(JsonObject.empty(), OpenAiDialect.stop(says)))
        + event(head().with("choices", JsonArray.empty()).with("usage", OpenAiDialect.USAGE))
        + "data: [DONE]\n\n";
  }

  private static String call(int index, JsonObject call) {
    JsonObject indexed = JsonObject.of("index", JsonNumber.of(index));
    for (var member : call) {
      indexed = indexed.with(member.name(), member.value());
    }
    return chunk(JsonObject.of("tool_calls", JsonArray.of(indexed)));
  }

  private static String chunk(JsonObject delta) {
    return event(choice(delta, JsonNull.NULL));
  }

  private static JsonObject choice(JsonObject delta, Json stop) {
    return head()
        .with(
            "choices",
            JsonArray.of(
                JsonObject.of("index", JsonNumber.of(0))
                    .with("delta", delta)
                    .with("finish_reason", stop)));
  }

  private static JsonObject head() {
    return OpenAiDialect.head("chat.completion.chunk");
  }

  private static String event(JsonObject data) {
    return "data: " + data + "\n\n";
  }
}
