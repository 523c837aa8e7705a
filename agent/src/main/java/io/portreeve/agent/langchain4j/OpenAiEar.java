package io.portreeve.agent.langchain4j;

import io.portreeve.mcp.json.JsonObject;

/**
 * Chunks of a chat completion, of which the first choice counts. It is whole with its reason to
 * stop; the {@code [DONE]} behind it is not sent by everybody.
 */
final class OpenAiEar implements Ear {
  /** Of the use that was heard last, for servers that do not number their pieces. */
  private long last = -1;

  @Override
  public void hear(JsonObject event, Answer answer) {
    Ear.objects(event, "choices", answer).stream()
        .findFirst()
        .ifPresent(choice -> choice(choice, answer));
  }

  private void choice(JsonObject choice, Answer answer) {
    JsonObject delta = Ear.object(choice, "delta", answer);
    answer.text(Ear.text(delta, "content", answer));
    Ear.objects(delta, "tool_calls", answer).forEach(piece -> use(piece, answer));
    String stop = Ear.text(choice, "finish_reason", answer);
    if (!stop.isEmpty()) {
      answer.stopped(stop);
    }
  }

  private void use(JsonObject piece, Answer answer) {
    String id = Ear.text(piece, "id", answer);
    last = piece.integer("index").orElseGet(() -> unnumbered(id, answer));
    HeardUse use = answer.use(last);
    use.id(id);
    JsonObject function = Ear.object(piece, "function", answer);
    use.name(Ear.text(function, "name", answer));
    use.arguments(Ear.arguments(function, "arguments", answer));
  }

  /** Another id begins another use. */
  private long unnumbered(String id, Answer answer) {
    boolean goesOn = last >= 0 && (id.isEmpty() || answer.use(last).id().equals(id));
    return goesOn ? last : answer.next();
  }
}
