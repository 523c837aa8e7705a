package io.portreeve.gateway.demo;

import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the demo server can do, and how each tool describes itself. */
final class DemoTools {
  private static final String DEFINITIONS =
      """
      [{"name":"add","title":"Add two numbers","description":"Adds two integers.",
        "inputSchema":{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},
          "required":["a","b"],"additionalProperties":false},
        "outputSchema":{"type":"object","properties":{"sum":{"type":"integer"}},"required":["sum"]},
        "annotations":{"readOnlyHint":true}},
       {"name":"list_notes","title":"List notes","description":"Lists the names of all notes.",
        "inputSchema":{"type":"object","properties":{},"additionalProperties":false},
        "annotations":{"readOnlyHint":true}},
       {"name":"read_note","title":"Read a note","description":"Reads one note by its name.",
        "inputSchema":{"type":"object","properties":{"name":{"type":"string","maxLength":100}},
          "required":["name"],"additionalProperties":false},
        "annotations":{"readOnlyHint":true}},
       {"name":"write_note","title":"Write a note","description":"Writes a note, or replaces it.",
        "inputSchema":{"type":"object","properties":{
          "name":{"type":"string","minLength":1,"maxLength":100},
          "text":{"type":"string","maxLength":10000}},
          "required":["name","text"],"additionalProperties":false}},
       {"name":"delete_everything","title":"Delete everything",
        "description":"Deletes all notes. The quickstart's policy hides this tool.",
        "inputSchema":{"type":"object","properties":{},"additionalProperties":false},
        "annotations":{"destructiveHint":true}}]
      """;

  private final JsonArray definitions = parsed();
  private final Notes notes;

  DemoTools(Notes notes) {
    this.notes = notes;
  }

  JsonArray definitions() {
    return definitions;
  }

  /** The result of a call; nothing for a tool that does not exist. */
  Optional<JsonObject> call(String tool, JsonObject arguments) {
    return switch (tool) {
      case "add" -> Optional.of(sum(arguments));
      case "list_notes" -> Optional.of(text(String.join("\n", notes.names())));
      case "read_note" -> Optional.of(read(arguments.string("name").orElse("")));
      case "write_note" -> Optional.of(write(arguments));
      case "delete_everything" -> Optional.of(error("nobody should get here"));
      default -> Optional.empty();
    };
  }

  private static JsonObject sum(JsonObject arguments) {
    long sum = arguments.integer("a").orElse(0L) + arguments.integer("b").orElse(0L);
    return text(String.valueOf(sum)).with("structuredContent", JsonObject.empty().with("sum", sum));
  }

  private JsonObject read(String name) {
    return notes.read(name).map(DemoTools::text).orElseGet(() -> error("there is no such note"));
  }

  private JsonObject write(JsonObject arguments) {
    boolean kept =
        notes.write(arguments.string("name").orElse(""), arguments.string("text").orElse(""));
    return kept ? text("written") : error("there is no room for another note");
  }

  private static JsonObject error(String why) {
    return text(why).with("isError", true);
  }

  private static JsonObject text(String text) {
    JsonObject block = JsonObject.empty().with("type", "text").with("text", text);
    return JsonObject.of("content", JsonArray.of(block));
  }

  private static JsonArray parsed() {
    try {
      byte[] bytes = DEFINITIONS.getBytes(StandardCharsets.UTF_8);
      return (JsonArray) JsonReader.read(bytes, JsonLimits.defaults());
    } catch (JsonRefused impossible) {
      throw new IllegalStateException("the demo's own definitions do not parse", impossible);
    }
  }
}
