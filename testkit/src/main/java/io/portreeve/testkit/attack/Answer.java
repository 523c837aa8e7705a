package io.portreeve.testkit.attack;

import io.portreeve.mcp.json.JsonLeaves;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server said to a call.
 *
 * @param refused whether it is an error, of the protocol's or of the tool's
 * @param text every text in it but the types of blocks, one a line
 */
record Answer(boolean refused, String text) {
  static Answer of(JsonObject response) {
    boolean done =
        response
            .object("result")
            .map(result -> !result.bool("isError").orElse(false))
            .orElse(false);
    List<String> texts = new ArrayList<>();
    JsonLeaves.forEachString(
        response.object("result").or(() -> response.object("error")).orElse(JsonObject.empty()),
        (pointer, text) -> {
          if (!pointer.toString().endsWith("/type")) {
            texts.add(text);
          }
        });
    return new Answer(!done, String.join("\n", texts));
  }
}
