package io.portreeve.agent.langchain4j;

import io.portreeve.mcp.json.JsonObject;

/** Lines of a chat. A use is whole where it stands; older servers neither number nor name it. */
final class OllamaEar implements Ear {
  @Override
  public void hear(JsonObject event, Answer answer) {
    JsonObject message = Ear.object(event, "message", answer);
    answer.text(Ear.text(message, "content", answer));
    Ear.objects(message, "tool_calls", answer).forEach(call -> use(call, answer));
    if (event.bool("done").orElse(false)) {
      answer.stopped(Ear.text(event, "done_reason", answer));
    }
  }

  private static void use(JsonObject call, Answer answer) {
    HeardUse use = answer.use(answer.next());
    use.id(Ear.text(call, "id", answer));
    JsonObject function = Ear.object(call, "function", answer);
    use.name(Ear.text(function, "name", answer));
    use.arguments(Ear.arguments(function, "arguments", answer));
  }
}
