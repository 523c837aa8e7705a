package io.portreeve.agent.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.ModelFailure.Kind;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.InterruptedIOException;

/** Reads every event of an answer strictly; the first that cannot be read ends it. */
final class StrictEvents implements ServerSentEventListener {
  private static final String LAST = "[DONE]";

  private final Ear ear;
  private final ErrorWords errors;
  private final Answer answer;
  private boolean any;

  StrictEvents(Ear ear, ErrorWords errors, Answer answer) {
    this.ear = ear;
    this.errors = errors;
    this.answer = answer;
  }

  @Override
  public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
    String data = event.data().strip();
    if (data.isEmpty() || answer.isGivenUp()) {
      return;
    }
    any = true;
    if (!data.equals(LAST)) {
      read(data);
    }
    if (answer.isGivenUp()) {
      context.parsingHandle().cancel();
    }
  }

  private void read(String data) {
    try {
      Json read = JsonReader.read(data.getBytes(UTF_8), JsonLimits.defaults());
      if (read instanceof JsonObject event) {
        errors.in(event).ifPresentOrElse(answer::fail, () -> ear.hear(event, answer));
      } else {
        answer.unreadable("an event is no JSON object");
      }
    } catch (JsonRefused refused) {
      answer.unreadable("an event is no JSON (" + refused.fault().text() + ")");
    }
  }

  @Override
  public void onError(Throwable broken) {
    switch (broken) {
      case InterruptedIOException _ -> answer.interrupted();
      case Broken told -> answer.fail(told.failure());
      default ->
          answer.fail(
              new ModelFailure(
                  Kind.UNREACHABLE, "The connection to the model broke in its answer."));
    }
  }

  /** Nothing more comes. */
  @Override
  public void onClose() {
    if (!any) {
      answer.unreadable("there is no event in it");
    }
  }
}
