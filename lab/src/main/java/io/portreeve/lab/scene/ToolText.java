package io.portreeve.lab.scene;

import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Definitions of tools, written as text. */
public final class ToolText {
  private ToolText() {}

  /** A tool, whose schema is JSON with single quotes. */
  public static JsonObject tool(String name, String description, String schema) {
    return JsonObject.empty()
        .with("name", name)
        .with("description", description)
        .with("inputSchema", object(schema));
  }

  /** One whose arguments are required texts. */
  public static JsonObject ofTexts(String name, String description, String... arguments) {
    StringBuilder properties = new StringBuilder();
    Arrays.stream(arguments)
        .forEach(argument ->
            properties
                .append(properties.isEmpty() ? "'" : ",'")
                .append(argument)
                .append("':{'type':'string'}"));
    return tool(
        name,
        description,
        "{'type':'object','properties':{%s},'required':['%s']}"
            .formatted(properties, String.join("','", arguments)));
  }

  /** Several. */
  public static JsonArray tools(JsonObject... tools) {
    return JsonArray.of(tools);
  }

  /** A JSON object with single quotes. */
  public static JsonObject object(String text) {
    return json(text.replace('\'', '"'));
  }

  /** A JSON object. */
  public static JsonObject json(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return (JsonObject) JsonReader.read(bytes, JsonLimits.defaults());
    } catch (JsonRefused impossible) {
      throw new IllegalStateException("the lab's own JSON does not parse", impossible);
    }
  }
}
