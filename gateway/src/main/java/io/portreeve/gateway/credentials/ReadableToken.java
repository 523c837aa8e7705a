package io.portreeve.gateway.credentials;

import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a token says, if it is a JWT that can be read. Nothing of it is proved: it is compared with
 * what we asked for, so that a wrong answer is not sent on; whoever receives the token proves it.
 */
public record ReadableToken(JsonObject claims) {
  private static final int PARTS = 3;

  /** Empty if it is opaque to us. */
  public static Optional<ReadableToken> of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
      return JsonReader.read(claims, JsonLimits.defaults()) instanceof JsonObject object
          ? Optional.of(new ReadableToken(object))
          : Optional.empty();
    } catch (IllegalArgumentException | JsonRefused opaque) {
      return Optional.empty();
    }
  }

  /** For whom it says that it is; empty if it does not say. */
  public List<String> audiences() {
    return claims
        .string("aud")
        .map(List::of)
        .orElseGet(() -> claims.array("aud").map(ReadableToken::texts).orElse(List.of()));
  }

  private static List<String> texts(JsonArray array) {
    return array.stream()
        .filter(JsonString.class::isInstance)
        .map(text -> ((JsonString) text).value())
        .toList();
  }

  Optional<String> subject() {
    return claims.string("sub");
  }

  Optional<Instant> expires() {
    return claims.integer("exp").map(Instant::ofEpochSecond);
  }

  /** Who acts, and who acted before (RFC 8693, section 4.1), the one who acts now first. */
  List<JsonObject> actors() {
    List<JsonObject> chain = new ArrayList<>();
    for (Optional<JsonObject> act = claims.object("act");
        act.isPresent();
        act = act.get().object("act")) {
      chain.add(act.get().without("act"));
    }
    return chain;
  }

  /** Whether all who acted in the other one still stand here, behind whoever came since. */
  boolean keepsActorsOf(ReadableToken earlier) {
    List<JsonObject> was = earlier.actors();
    List<JsonObject> is = actors();
    return is.size() >= was.size() && is.subList(is.size() - was.size(), is.size()).equals(was);
  }
}
