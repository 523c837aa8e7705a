package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.guard.ExchangeId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Base64 (RFC 4648, section 4) of the UTF-8 text, behind a word that says so and a nonce. Without
 * the nonce we could not tell our own from words that somebody joined by the signs of base64.
 *
 * @param nonces where the nonces come from
 */
record Base64Mark(Nonces nonces) implements TextMark {
  static final String RULE =
      "each text that the server wrote is `base64-`, a word that is a new one for each text,"
          + " `:` and the base64 form of the text in UTF-8. Decode it to know what it says, and write"
          + " in plain words.";

  private static final String WORD = "base64-";

  @Override
  public String mark(ExchangeId exchange, String text) {
    return isOurs(exchange, text) ? text : encoded(exchange, text);
  }

  private String encoded(ExchangeId exchange, String text) {
    return WORD
        + nonces.of(exchange, text, 0)
        + ':'
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Nobody else can have written it, since nobody else knows the nonce of what is inside. */
  private boolean isOurs(ExchangeId exchange, String text) {
    int colon = text.indexOf(':');
    if (!text.startsWith(WORD) || colon < 0) {
      return false;
    }
    try {
      byte[] inside = Base64.getDecoder().decode(text.substring(colon + 1));
      return encoded(exchange, new String(inside, StandardCharsets.UTF_8)).equals(text);
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  @Override
  public String rule() {
    return RULE;
  }
}
