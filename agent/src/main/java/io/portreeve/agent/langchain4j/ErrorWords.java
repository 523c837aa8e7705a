package io.portreeve.agent.langchain4j;

import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.ModelFailure.Kind;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.util.Optional;
import java.util.Set;

/**
 * What an error of whoever serves a model means, and what of its words the user sees: one line,
 * nothing that moves a terminal, and never the key, which some services repeat.
 *
 * @param key what must not be repeated
 */
record ErrorWords(Optional<Secret> key) {
  private static final int LONGEST = 300;
  private static final Set<String> LATER =
      Set.of("overloaded_error", "rate_limit_error", "api_error", "server_error", "timeout_error");

  /** What an HTTP answer that is no success means. */
  ModelFailure of(int status, byte[] body) {
    return new ModelFailure(kind(status), meaning(status) + " (HTTP " + status + ")" + words(body));
  }

  /** What an error amid a stream means; empty if the event is none. */
  Optional<ModelFailure> in(JsonObject event) {
    return message(event)
        .map(words ->
            new ModelFailure(
                event
                        .object("error")
                        .flatMap(error -> error.string("type"))
                        .filter(LATER::contains)
                        .isPresent()
                    ? Kind.LIMITED
                    : Kind.REFUSED,
                "The model broke off" + shown(words)));
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 401, 403, 407 -> Kind.UNAUTHORIZED;
      case 408, 425, 429 -> Kind.LIMITED;
      default -> status >= 500 ? Kind.LIMITED : Kind.REFUSED;
    };
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401, 403, 407 -> "The model's service does not accept the key";
      case 404 -> "The model's service knows no such model or path";
      case 408, 425, 429 -> "The model's service wants to be asked later";
      case 413 -> "The prompt is too long for the model's service";
      default -> {
        if (status < 400) {
          yield "The model's service answers from elsewhere, where no key is taken: correct the URL";
        }
        yield status >= 500
            ? "The model's service is overloaded or broken"
            : "The model's service refuses the request";
      }
    };
  }

  private String words(byte[] body) {
    try {
      Json read = JsonReader.read(body, JsonLimits.defaults());
      return read instanceof JsonObject object ? message(object).map(this::shown).orElse("") : "";
    } catch (JsonRefused page) {
      return "";
    }
  }

  /** OpenAI and Anthropic say {@code error.message}, Ollama {@code error}. */
  private static Optional<String> message(JsonObject body) {
    return body.get("error")
        .flatMap(error ->
            switch (error) {
              case JsonString text -> Optional.of(text.value());
              case JsonObject object -> Optional.of(object.string("message").orElse(""));
              default -> Optional.empty();
            });
  }

  private String shown(String words) {
    String bare =
        key.map(secret -> words.replace(secret.revealText(), "[key]")).orElse(words).strip();
    if (bare.isEmpty()) {
      return "";
    }
    StringBuilder visible = new StringBuilder(": ");
    bare.codePoints()
        .limit(LONGEST)
        .map(point -> Character.isWhitespace(point) ? ' ' : point)
        .map(point -> point == ' ' || VisibleText.isVisible(point) ? point : '?')
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }
}
