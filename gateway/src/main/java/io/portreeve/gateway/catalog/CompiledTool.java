package io.portreeve.gateway.catalog;

import io.portreeve.gateway.schema.CompiledSchema;
import io.portreeve.gateway.schema.SchemaCompiler;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.headers.ParamFields;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * The schemas of one definition of a tool, compiled, and the arguments that it repeats in headers.
 */
record CompiledTool(
    CompiledSchema input, Optional<CompiledSchema> output, ParamFields.Marks marks) {
  private static final Set<String> COMPOSING =
      Set.of("$ref", "allOf", "anyOf", "oneOf", "if", "dependencies", "patternProperties");

  static CompiledTool of(Tool tool, SchemaCompiler compiler, boolean refuseUnknown) {
    JsonObject input = refuseUnknown ? closed(tool.inputSchema()) : tool.inputSchema();
    return new CompiledTool(
        compiler.compileStrictly(input),
        tool.outputSchema().map(compiler::compile),
        ParamFields.of(tool.inputSchema()));
  }

  /**
   * A schema that names properties and says nothing of others means those that it names; one that
   * names none leaves open what it takes. Drafts before 2019-09 cannot say it of what other parts
   * name, so there a schema that has such parts is left as it is.
   */
  private static JsonObject closed(JsonObject schema) {
    boolean open =
        schema.has("properties")
            && !schema.has("additionalProperties")
            && !schema.has("unevaluatedProperties");
    if (!open) {
      return schema;
    }
    if (schema.string("$schema").filter(dialect -> dialect.contains("/draft-0")).isEmpty()) {
      return schema.with("unevaluatedProperties", false);
    }
    return COMPOSING.stream().anyMatch(schema::has)
        ? schema
        : schema.with("additionalProperties", false);
  }
}
