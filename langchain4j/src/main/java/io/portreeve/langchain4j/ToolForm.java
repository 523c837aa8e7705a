package io.portreeve.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tools as LangChain4j has them. */
final class ToolForm {
  private ToolForm() {}

  /**
   * What a model is told of a tool. Of the object itself LangChain4j passes on members, which of
   * them are required, whether there may be more, and definitions; of members all that there is.
   */
  static ToolSpecification specification(OfferedTool tool) {
    JsonObject schema = tool.inputSchema();
    JsonObjectSchema.Builder parameters =
        JsonObjectSchema.builder()
            .addProperties(schemas(schema, "properties"))
            .required(required(schema));
    schema.bool("additionalProperties").ifPresent(parameters::additionalProperties);
    Map<String, JsonSchemaElement> definitions = schemas(schema, "$defs");
    if (!definitions.isEmpty()) {
      var _ = parameters.definitions(definitions);
    }
    return ToolSpecification.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(parameters.build())
        .build();
  }

  private static Map<String, JsonSchemaElement> schemas(JsonObject schema, String name) {
    Map<String, JsonSchemaElement> schemas = new LinkedHashMap<>();
    for (JsonMember member : schema.object(name).orElse(JsonObject.empty())) {
      if (member.value() instanceof JsonObject one) {
        schemas.put(member.name(), JsonRawSchema.from(one.toString()));
      }
    }
    return schemas;
  }

  private static List<String> required(JsonObject schema) {
    return schema.array("required").stream()
        .flatMap(JsonArray::stream)
        .filter(JsonString.class::isInstance)
        .map(name -> ((JsonString) name).value())
        .toList();
  }

  /** What a model asks for, read as strictly as everything else. */
  static ToolUse use(ToolExecutionRequest request) {
    String id = String.valueOf(request.id());
    String arguments = request.arguments() == null ? "" : request.arguments();
    if (arguments.isBlank()) {
      return new ToolUse.Asked(id, request.name(), JsonObject.empty());
    }
    try {
      return JsonReader.read(arguments.getBytes(UTF_8), JsonLimits.defaults())
              instanceof JsonObject object
          ? new ToolUse.Asked(id, request.name(), object)
          : new ToolUse.Unreadable(id, request.name(), "they are no JSON object");
    } catch (JsonRefused unreadable) {
      return new ToolUse.Unreadable(id, request.name(), unreadable.fault().text());
    }
  }
}
