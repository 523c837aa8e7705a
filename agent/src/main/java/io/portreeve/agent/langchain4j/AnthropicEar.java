package io.portreeve.agent.langchain4j;

import io.portreeve.mcp.json.JsonObject;

/**
 * Events of a message; blocks of kinds that nobody asked for, such as thoughts, are passed over.
 */
final class AnthropicEar implements Ear {
  @Override
  public void hear(JsonObject event, Answer answer) {
    switch (event.string("type").orElse("")) {
      case "content_block_start" -> begin(event, answer);
      case "content_block_delta" -> goOn(event, answer);
      case "message_delta" ->
          answer.stopped(Ear.text(Ear.object(event, "delta", answer), "stop_reason", answer));
      default -> {
        return;
      }
    }
  }

  private static void begin(JsonObject event, Answer answer) {
    JsonObject block = Ear.object(event, "content_block", answer);
    switch (block.string("type").orElse("")) {
      case "text" -> answer.text(Ear.text(block, "text", answer));
      case "tool_use" -> {
        HeardUse use = answer.use(event.integer("index").orElseGet(answer::next));
        use.id(Ear.text(block, "id", answer));
        use.name(Ear.text(block, "name", answer));
        // An empty one stands for what comes in pieces; some servers say it all here.
        JsonObject input = Ear.object(block, "input", answer);
        use.arguments(input.size() == 0 ? "" : input.toString());
      }
      default -> {
        return;
      }
    }
  }

  private static void goOn(JsonObject event, Answer answer) {
    JsonObject delta = Ear.object(event, "delta", answer);
    switch (delta.string("type").orElse("")) {
      case "text_delta" -> answer.text(Ear.text(delta, "text", answer));
      case "input_json_delta" ->
          answer
              .use(event.integer("index").orElse(-1L))
              .arguments(Ear.text(delta, "partial_json", answer));
      default -> {
        return;
      }
    }
  }
}
