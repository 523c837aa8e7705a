package io.portreeve.mcp.legacy;

import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import io.portreeve.mcp.json.JsonString;
import java.util.List;

/**
 * Structured content for stateful revisions, in which it is always an object: any other value, and
 * the schema that promises one, is wrapped in an object with the one member {@code result}.
 */
final class StructuredContent {
  private static final String CONTENT = "structuredContent";
  private static final String SCHEMA = "outputSchema";
  private static final String RESULT = "result";

  private StructuredContent() {}

  static JsonObject wrapped(JsonObject result) {
    if (!result.has(CONTENT)) {
      return result;
    }
    Json structured = result.get(CONTENT).orElseThrow();
    JsonArray blocks = result.array("content").orElse(JsonArray.empty());
    JsonObject readable = result.with("content", OldContent.withText(blocks, structured));
    return structured instanceof JsonObject
        ? readable
        : readable.with(CONTENT, JsonObject.of(RESULT, structured));
  }

  static JsonObject wrappedSchemas(JsonObject list, Revision revision) {
    return list.array("tools")
        .map(tools -> list.with("tools", tools.map(tool -> tool(tool, revision))))
        .orElse(list);
  }

  private static Json tool(Json entry, Revision revision) {
    if (!(entry instanceof JsonObject tool) || !tool.has(SCHEMA)) {
      return entry;
    }
    if (!revision.atLeast(Revision.V2025_06_18)) {
      return tool.without(SCHEMA);
    }
    JsonObject schema = tool.object(SCHEMA).orElse(JsonObject.empty());
    return switch (root(schema)) {
      case OBJECT -> tool;
      case OTHER -> tool.with(SCHEMA, wrap(schema));
      case EITHER -> tool.without(SCHEMA);
    };
  }

  /** What a schema lets its value be. */
  private enum Root {
    OBJECT,
    OTHER,
    /** Whether a value would be wrapped cannot be told beforehand, so no schema may be promised. */
    EITHER
  }

  private static Root root(JsonObject schema) {
    if (schema.string("type").filter("object"::equals).isPresent()) {
      return Root.OBJECT;
    }
    boolean refers = schema.toString().contains("\"$ref\"") || schema.has("$id");
    List<Json> types =
        schema
            .array("type")
            .map(several -> several.stream().toList())
            .orElseGet(() -> schema.get("type").stream().toList());
    boolean known = !types.isEmpty() && !types.contains(JsonString.of("object"));
    return known && !refers ? Root.OTHER : Root.EITHER;
  }

  /** References would lead elsewhere from inside the wrap; such schemas are not wrapped. */
  private static JsonObject wrap(JsonObject schema) {
    JsonObjectBuilder wrapped = JsonObject.builder();
    schema.string("$schema").ifPresent(dialect -> wrapped.put("$schema", dialect));
    return wrapped
        .put("type", "object")
        .put("properties", JsonObject.of(RESULT, schema.without("$schema")))
        .put("required", JsonArray.ofStrings(List.of(RESULT)))
        .build();
  }
}
