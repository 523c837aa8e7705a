package io.portreeve.agent;

import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.tools.Hearing;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts what is asked during a call before the person, and his answer into the protocol's words.
 *
 * @param why hears what he says to the model about a no
 */
record Asking(ToolUse use, Person person, Budget budget, Events events, Consumer<String> why)
    implements Hearing {
  @Override
  public void progressed(String message) {
    events.happened(new Event.Progressed(use, message));
  }

  @Override
  public Optional<JsonObject> asked(InputRequest.Elicit asks) throws InterruptedException {
    Optional<URI> address = asks.url() ? address(asks) : Optional.empty();
    if (asks.url() && address.isEmpty()) {
      return Optional.of(action("decline"));
    }
    JsonObject form = asks.params().object("requestedSchema").orElse(JsonObject.empty());
    String text = asks.params().string("message").orElse("");
    Question question =
        new Question(use, text, address.isPresent() ? JsonObject.empty() : form, address);
    events.happened(new Event.Questioned(question));
    Answer answer = budget.asking(() -> person.answer(question));
    events.happened(new Event.Replied(question, answer));
    return switch (answer) {
      case Answer.Accepted(JsonObject values) ->
          Optional.of(asks.url() ? action("accept") : action("accept").with("content", values));
      case Answer.Declined(String words) -> {
        why.accept(words);
        yield Optional.of(action("decline"));
      }
      case Answer.Closed _ -> Optional.empty();
    };
  }

  private static JsonObject action(String name) {
    return JsonObject.empty().with("action", name);
  }

  private static Optional<URI> address(InputRequest.Elicit asks) {
    try {
      return Optional.of(new URI(asks.params().string("url").orElse(""))).filter(URI::isAbsolute);
    } catch (URISyntaxException unreadable) {
      return Optional.empty();
    }
  }
}
