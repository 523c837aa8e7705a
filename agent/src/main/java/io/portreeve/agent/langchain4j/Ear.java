package io.portreeve.agent.langchain4j;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.List;

/**
 * Understands the events of one API. What it does not know it passes over; what it knows and finds
 * in another form ends the answer, for nobody can say what was meant. A member that is null is a
 * member that is not there.
 */
interface Ear {
  void hear(JsonObject event, Answer answer);

  /** The text of a member. */
  static String text(JsonObject of, String name, Answer answer) {
    return switch (member(of, name)) {
      case JsonString string -> string.value();
      case JsonNull _ -> "";
      default -> {
        answer.unreadable("`" + name + "` is no text");
        yield "";
      }
    };
  }

  /** The object of a member. */
  static JsonObject object(JsonObject of, String name, Answer answer) {
    return object(member(of, name), name, answer);
  }

  /** The objects in the array of a member. */
  static List<JsonObject> objects(JsonObject of, String name, Answer answer) {
    return switch (member(of, name)) {
      case JsonArray array -> array.stream().map(element -> object(element, name, answer)).toList();
      case JsonNull _ -> List.of();
      default -> {
        answer.unreadable("`" + name + "` is no list");
        yield List.of();
      }
    };
  }

  /**
   * Arguments as text, however they are told: in pieces of text, or as the object that they are.
   */
  static String arguments(JsonObject of, String name, Answer answer) {
    return of.object(name).map(JsonObject::toString).orElseGet(() -> text(of, name, answer));
  }

  private static JsonObject object(Json value, String name, Answer answer) {
    return switch (value) {
      case JsonObject object -> object;
      case JsonNull _ -> JsonObject.empty();
      default -> {
        answer.unreadable("`" + name + "` is no object");
        yield JsonObject.empty();
      }
    };
  }

  private static Json member(JsonObject of, String name) {
    return of.get(name).orElse(JsonNull.NULL);
  }
}
