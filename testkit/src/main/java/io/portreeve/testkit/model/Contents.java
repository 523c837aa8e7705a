package io.portreeve.testkit.model;

import static java.util.stream.Collectors.joining;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.server.HttpAsked;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what is alike in requests of several APIs. */
final class Contents {
  private Contents() {}

  /** The text of a content: a string, or blocks of which those of text count. */
  static String text(Optional<Json> content) {
    return switch (content.orElse(JsonString.of(""))) {
      case JsonString string -> string.value();
      case JsonArray blocks ->
          objects(blocks)
              .filter(block -> block.string("type").orElse("").equals("text"))
              .map(block -> block.string("text").orElse(""))
              .collect(joining("\n"));
      default -> "";
    };
  }

  static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  static Stream<JsonObject> objects(JsonObject parent, String name) {
    return objects(parent.array(name).orElse(JsonArray.empty()));
  }

  /** The token of {@code Authorization: Bearer}. */
  private static Optional<String> bearer(Optional<String> authorization) {
    return authorization.filter(it -> it.startsWith("Bearer ")).map(it -> it.substring(7));
  }

  private static List<ModelAsked.Tool> functions(JsonObject body) {
    return objects(body, "tools")
        .map(tool -> tool.object("function").orElseThrow())
        .map(function -> tool(function, "parameters"))
        .toList();
  }

  /** A request of OpenAI's form, as others took it over. */
  static ModelAsked asked(
      HttpAsked request, boolean streamedUnlessSaid, Function<JsonObject, ModelAsked.Heard> heard) {
    JsonObject body = request.json();
    return new ModelAsked(
        request,
        bearer(request.field("authorization")),
        body.string("model").orElse(""),
        body.bool("stream").orElse(streamedUnlessSaid),
        system(body),
        objects(body, "messages").filter(message -> !isSystem(message)).map(heard).toList(),
        functions(body));
  }

  static ModelAsked.Tool tool(JsonObject from, String schema) {
    return new ModelAsked.Tool(
        from.string("name").orElseThrow(),
        from.string("description").orElse(""),
        from.object(schema).orElse(JsonObject.empty()));
  }

  /** What the system prompt says: all messages that carry one of these roles. */
  private static String system(JsonObject body) {
    return objects(body, "messages")
        .filter(Contents::isSystem)
        .map(message -> text(message.get("content")))
        .collect(joining("\n"));
  }

  private static boolean isSystem(JsonObject message) {
    String role = message.string("role").orElse("");
    return role.equals("system") || role.equals("developer");
  }

  static ModelAsked.By by(JsonObject message) {
    return switch (message.string("role").orElse("")) {
      case "assistant" -> ModelAsked.By.MODEL;
      case "tool" -> ModelAsked.By.TOOL;
      default -> ModelAsked.By.USER;
    };
  }
}
