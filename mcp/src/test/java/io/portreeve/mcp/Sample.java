package io.portreeve.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;

/** JSON objects as the tests of this package write them: with single quotes. */
final class Sample {
  private Sample() {}

  static JsonObject json(String text) {
    byte[] bytes = text.replace('\'', '"').getBytes(UTF_8);
    try {
      return (JsonObject) JsonReader.read(bytes, JsonLimits.defaults());
    } catch (JsonRefused refused) {
      throw new IllegalArgumentException(text, refused);
    }
  }
}
