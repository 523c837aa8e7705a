package io.portreeve.testkit.model;

import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.model.ModelTurn.Ending;
import io.portreeve.testkit.model.ModelTurn.Says;
import io.portreeve.testkit.model.ModelTurn.Use;

/** Events of a message: one block after the other, text that follows text in one of them. */
final class AnthropicSpeech implements Speech {
  private int blocks;
  private boolean inText;

  @Override
  public String type() {
    return "text/event-stream; charset=utf-8";
  }

  @Override
  public String opening() {
    return event(
            "message_start",
            JsonObject.of(
                "message", AnthropicDialect.message().with("usage", AnthropicDialect.usage())))
        + event("ping", JsonObject.empty());
  }

  @Override
  public String text(String text) {
    StringBuilder events = new StringBuilder();
    if (!inText) {
      events.append(start(JsonObject.of("type", JsonString.of("text")).with("text", "")));
      inText = true;
    }
    for (String piece : Pieces.of(text)) {
      events.append(delta(JsonObject.of("type", JsonString.of("text_delta")).with("text", piece)));
    }
    return events.append(event("ping", JsonObject.empty())).toString();
  }

  @Override
  public String use(Use use) {
    StringBuilder events = new StringBuilder(endOfText());
    events.append(start(AnthropicDialect.block(use, JsonObject.empty())));
    events.append(arguments(""));
    Pieces.of(use.arguments()).forEach(piece -> events.append(arguments(piece)));
    return events.append(stop()).toString();
  }

  private String arguments(String piece) {
    return delta(
        JsonObject.of("type", JsonString.of("input_json_delta")).with("partial_json", piece));
  }

  @Override
  public String closing(Says says) {
    if (says.ending() == Ending.FAULT) {
      return "event: error\ndata: " + new AnthropicDialect().error(529, "Overloaded") + "\n\n";
    }
    JsonObject delta =
        JsonObject.of("stop_reason", AnthropicDialect.stop(says))
            .with("stop_sequence", JsonNull.NULL);
    return endOfText()
        + event(
            "message_delta",
            JsonObject.of("delta", delta).with("usage", JsonObject.of("output_tokens", Counts.OUT)))
        + event("message_stop", JsonObject.empty());
  }

  private String endOfText() {
    if (!inText) {
      return "";
    }
    inText = false;
    return stop();
  }

  private String start(JsonObject block) {
    return event("content_block_start", index().with("content_block", block));
  }

  private String delta(JsonObject delta) {
    return event("content_block_delta", index().with("delta", delta));
  }

  private String stop() {
    String event = event("content_block_stop", index());
    blocks++;
    return event;
  }

  private JsonObject index() {
    return JsonObject.of("index", JsonNumber.of(blocks));
  }

  private static String event(String name, JsonObject data) {
    return "event: " + name + "\ndata: " + data.with("type", name) + "\n\n";
  }
}
