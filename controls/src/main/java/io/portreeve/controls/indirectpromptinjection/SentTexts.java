package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLeaves;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonPointer;
import io.portreeve.mcp.json.JsonRefused;
import java.util.List;

/** The texts of what a client sends, and what each of them is. */
final class SentTexts {
  /** Arguments, answers to questions, and what is typed. */
  private static final List<String> TEXTS =
      List.of("/arguments/", "/inputResponses/", "/argument/value", "/context/arguments/");

  /** What a server gave and gets back, what a client tells its answers apart by, and the host's. */
  private static final List<String> TOKENS =
      List.of(
          "/cursor",
          "/requestState",
          "/requestId",
          "/_meta/progressToken",
          JsonPointer.root().child("_meta").child(HostMark.KEY).toString());

  private SentTexts() {}

  /** The params as the redacting leaves them; the same instance if nothing was changed. */
  static JsonObject of(JsonObject params, Redacting redacting) {
    JsonLeaves.LeafRewriter each = (at, text) -> treated(at, text, redacting);
    try {
      Json treated = JsonLeaves.rewriteStrings(params, JsonPointer.root(), each, each);
      return (JsonObject) treated;
    } catch (JsonRefused refused) {
      redacting.impossible("two names became one");
      return params;
    }
  }

  /** Where it stands is asked only of what holds something: hardly any text does. */
  private static String treated(JsonPointer at, String text, Redacting redacting) {
    if (redacting.found(at, text).isEmpty()) {
      return text;
    }
    String place = at.toString();
    if (TOKENS.stream().anyMatch(token -> isIn(place, token))) {
      return text;
    }
    return TEXTS.stream().anyMatch(place::startsWith)
        ? redacting.text(at, text)
        : redacting.address(at, text);
  }

  /** A name that only begins alike is another. */
  private static boolean isIn(String place, String whole) {
    return place.equals(whole) || place.startsWith(whole + "/");
  }
}
