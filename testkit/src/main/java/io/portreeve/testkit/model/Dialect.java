package io.portreeve.testkit.model;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.model.ModelTurn.Says;
import io.portreeve.testkit.server.HttpAsked;
import org.jspecify.annotations.Nullable;

/** How one API writes requests, answers and errors. */
interface Dialect {
  ModelAsked read(HttpAsked request);

  /** A new stream. */
  Speech speech();

  /** An answer in one piece. */
  JsonObject whole(Says says);

  JsonObject error(int status, String message);

  /** The API at that path; null if there is none. */
  static @Nullable Dialect of(String target) {
    return switch (target) {
      case "/v1/chat/completions" -> new OpenAiDialect();
      case "/v1/messages" -> new AnthropicDialect();
      case "/api/chat" -> new OllamaDialect();
      default -> null;
    };
  }
}
