package io.portreeve.gateway.catalog;

import io.portreeve.gateway.schema.SchemaCompiler;
import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ToolSchemas;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.headers.ParamFields;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Checks arguments and results by the schemas of pinned tools; each is compiled once. */
public final class PinnedSchemas implements ToolSchemas {
  private static final int MOST_COMPILED = 50_000;

  private final PinnedDefinitions definitions;
  private final SchemaCompiler compiler;
  private final boolean refuseUnknown;
  private final Map<ServerId, SchemaCompiler> compilers = new ConcurrentHashMap<>();
  private final Map<Schema, CompiledTool> compiled = new ConcurrentHashMap<>();

  /** A server that repeats the definition of another takes no turn of his. */
  private record Schema(ServerId server, Digest definition) {}

  public PinnedSchemas(
      PinnedDefinitions definitions, SchemaCompiler compiler, boolean refuseUnknown) {
    this.definitions = definitions;
    this.compiler = compiler;
    this.refuseUnknown = refuseUnknown;
  }

  @Override
  public Check input(Exchange exchange, ToolName tool, JsonObject arguments) {
    return find(exchange, tool)
        .map(found -> found.input().check(arguments))
        .orElseGet(Check.UnknownTool::new);
  }

  @Override
  public Check output(Exchange exchange, ToolName tool, Json structuredContent) {
    return find(exchange, tool)
        .map(found -> output(found, structuredContent))
        .orElseGet(Check.UnknownTool::new);
  }

  @Override
  public boolean promisesOutput(Exchange exchange, ToolName tool) {
    return find(exchange, tool).filter(found -> found.output().isPresent()).isPresent();
  }

  /** The arguments that the tool repeats in header fields; nothing for a tool that is unknown. */
  public Optional<ParamFields.Marks> marks(Exchange exchange, ToolName tool) {
    return find(exchange, tool).map(CompiledTool::marks);
  }

  private static Check output(CompiledTool tool, Json structuredContent) {
    return tool.output()
        .map(schema -> schema.check(structuredContent))
        .orElseGet(Check.NoSchema::new);
  }

  private Optional<CompiledTool> find(Exchange exchange, ToolName tool) {
    if (compiled.size() > MOST_COMPILED) {
      compiled.clear();
    }
    return definitions
        .approved(exchange, DefinitionPins.Kind.TOOL, tool.value())
        .map(definition ->
            compiled.computeIfAbsent(
                new Schema(exchange.server(), definition.digest()),
                one ->
                    compile(one.server(), definitions.tool(exchange, tool.value(), definition))));
  }

  private CompiledTool compile(ServerId server, Tool tool) {
    SchemaCompiler own = compilers.computeIfAbsent(server, id -> compiler.of(id.value()));
    return CompiledTool.of(tool, own, refuseUnknown);
  }
}
