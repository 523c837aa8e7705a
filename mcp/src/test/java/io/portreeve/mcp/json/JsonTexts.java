package io.portreeve.mcp.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Short ways to read a text in tests. */
final class JsonTexts {
  static final JsonLimits LIMITS = JsonLimits.defaults();

  private JsonTexts() {}

  static Json json(String text) throws JsonRefused {
    return JsonReader.read(text.getBytes(UTF_8), LIMITS);
  }

  static JsonObject object(String text) throws JsonRefused {
    return (JsonObject) json(text);
  }

  static JsonArray array(String text) throws JsonRefused {
    return (JsonArray) json(text);
  }

  static JsonNumber number(String text) throws JsonRefused {
    return (JsonNumber) json(text);
  }

  static JsonString string(String text) throws JsonRefused {
    return (JsonString) json(text);
  }

  static JsonRefused refusal(byte[] text) {
    return refusal(text, LIMITS);
  }

  static JsonRefused refusal(String text) {
    return refusal(text.getBytes(UTF_8), LIMITS);
  }

  static JsonRefused refusal(String text, JsonLimits limits) {
    return refusal(text.getBytes(UTF_8), limits);
  }

  static JsonRefused refusal(byte[] text, JsonLimits limits) {
    return catchThrowableOfType(JsonRefused.class, () -> JsonReader.read(text, limits));
  }

  static boolean accepts(byte[] text) {
    try {
      JsonReader.read(text, LIMITS);
      return true;
    } catch (JsonRefused refused) {
      return false;
    }
  }

  /** The bytes that {@code hex} writes, between two quotes. */
  static byte[] quoted(String hex) {
    return quoted(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  static byte[] quoted(byte[] inside) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('"');
    out.writeBytes(inside);
    out.write('"');
    return out.toByteArray();
  }
}
