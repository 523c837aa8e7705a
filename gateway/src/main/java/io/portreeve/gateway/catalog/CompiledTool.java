package io.portreeve.gateway.catalog;

import io.portreeve.gateway.schema.ClosedSchema;
import io.portreeve.gateway.schema.CompiledSchema;
import io.portreeve.gateway.schema.SchemaCompiler;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.headers.ParamFields;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/**
 * The schemas of one definition of a tool, compiled, and the arguments that it repeats in headers.
 */
record CompiledTool(
    CompiledSchema input, Optional<CompiledSchema> output, ParamFields.Marks marks) {
  static CompiledTool of(Tool tool, SchemaCompiler compiler, boolean refuseUnknown) {
    JsonObject input = refuseUnknown ? ClosedSchema.of(tool.inputSchema()) : tool.inputSchema();
    return new CompiledTool(
        compiler.compileStrictly(input),
        tool.outputSchema().map(compiler::compile),
        ParamFields.of(tool.inputSchema()));
  }
}
