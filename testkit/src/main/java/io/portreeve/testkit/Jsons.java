package io.portreeve.testkit;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;

/** Reads JSON that a test wrote; single quotes stand for double ones. */
public final class Jsons {
  private Jsons() {}

  public static Json json(String text) {
    return read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** Reads JSON as it stands, quotes included. */
  public static Json read(byte[] bytes) {
    try {
      return JsonReader.read(bytes, JsonLimits.defaults());
    } catch (JsonRefused refused) {
      throw new IllegalArgumentException(
          "the test's JSON is refused: " + refused.getMessage(), refused);
    }
  }

  public static JsonObject object(String text) {
    return (JsonObject) json(text);
  }
}
