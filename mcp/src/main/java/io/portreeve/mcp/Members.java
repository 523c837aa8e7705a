package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the members that a message must or may have; a wrong type is refused, never guessed. */
final class Members {
  private Members() {}

  static String string(JsonObject json, String name) {
    return json.string(name).orElseThrow(() -> missing(name, "a string"));
  }

  /** Like {@link #string}, of a text that nobody reads yet. */
  static void requireString(JsonObject json, String name) {
    if (json.get(name).filter(JsonString.class::isInstance).isEmpty()) {
      throw missing(name, "a string");
    }
  }

  /** Likewise, if it is there. */
  static void allowString(JsonObject json, String name) {
    if (json.has(name)) {
      requireString(json, name);
    }
  }

  static long integer(JsonObject json, String name) {
    return json.integer(name).orElseThrow(() -> missing(name, "an integer"));
  }

  static JsonObject object(JsonObject json, String name) {
    return json.object(name).orElseThrow(() -> missing(name, "an object"));
  }

  static JsonArray array(JsonObject json, String name) {
    return json.array(name).orElseThrow(() -> missing(name, "an array"));
  }

  static Optional<String> optionalString(JsonObject json, String name) {
    Optional<Json> found = json.get(name); // once: asked of every message
    if (found.isPresent() && !(found.get() instanceof JsonString)) {
      throw missing(name, "a string");
    }
    return found.map(string -> ((JsonString) string).value());
  }

  static Optional<JsonObject> optionalObject(JsonObject json, String name) {
    Optional<Json> found = json.get(name);
    if (found.isPresent() && !(found.get() instanceof JsonObject)) {
      throw missing(name, "an object");
    }
    return found.map(JsonObject.class::cast);
  }

  /** Like {@link #objects}, of what nobody looks into yet. */
  static void requireObjects(JsonObject json, String name) {
    for (Json element : array(json, name)) {
      if (!(element instanceof JsonObject)) {
        throw missing(name, "an array of objects");
      }
    }
  }

  static List<JsonObject> objects(JsonObject json, String name) {
    List<JsonObject> found = new ArrayList<>();
    for (Json element : array(json, name)) {
      if (!(element instanceof JsonObject object)) {
        throw missing(name, "an array of objects");
      }
      found.add(object);
    }
    return found;
  }

  private static ProtocolException missing(String name, String type) {
    return ProtocolException.invalidParams("`" + name + "` must be " + type);
  }
}
