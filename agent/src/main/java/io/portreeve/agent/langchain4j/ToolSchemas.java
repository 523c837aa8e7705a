package io.portreeve.agent.langchain4j;

import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model is told of a tool's arguments. LangChain4j holds a schema by its parts; each
 * property and definition is handed on as it was written, and of what stands beside them only
 * {@code required} and {@code additionalProperties}, where it is true or false.
 */
public final class ToolSchemas {
  private ToolSchemas() {}

  /** Such parts of a schema of arguments, which is JSON Schema 2020-12. */
  public static JsonObjectSchema of(JsonObject schema) {
    JsonObjectSchema.Builder parts = JsonObjectSchema.builder();
    parts.addProperties(elements(schema, "properties"));
    parts.required(strings(schema.array("required").orElse(JsonArray.empty())));
    schema.bool("additionalProperties").ifPresent(parts::additionalProperties);
    Map<String, JsonSchemaElement> definitions = elements(schema, "$defs");
    if (!definitions.isEmpty()) {
      parts.definitions(definitions);
    }
    return parts.build();
  }

  private static Map<String, JsonSchemaElement> elements(JsonObject schema, String name) {
    Map<String, JsonSchemaElement> elements = new LinkedHashMap<>();
    for (JsonMember member : schema.object(name).orElse(JsonObject.empty())) {
      elements.put(member.name(), element(member.value()));
    }
    return elements;
  }

  /** {@code true} and {@code false} are schemas too, though not to LangChain4j. */
  private static JsonSchemaElement element(Json schema) {
    return JsonRawSchema.from(schema instanceof JsonObject ? schema.toString() : "{}");
  }

  private static List<String> strings(JsonArray names) {
    return names.stream()
        .filter(JsonString.class::isInstance)
        .map(name -> ((JsonString) name).value())
        .toList();
  }
}
