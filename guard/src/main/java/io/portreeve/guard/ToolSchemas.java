package io.portreeve.guard;

import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/**
 * Port: checks values against the schemas of the pinned definition of a tool.
 *
 * <p>The schemas are the server's words and may be hostile: an implementation bounds its work and
 * answers {@link Check.Unusable} rather than failing.
 */
public interface ToolSchemas {
  Check input(Exchange exchange, ToolName tool, JsonObject arguments);

  Check output(Exchange exchange, ToolName tool, Json structuredContent);

  /** Whether the pinned definition promises structured content. */
  boolean promisesOutput(Exchange exchange, ToolName tool);

  /** What the schema says. */
  sealed interface Check {
    /** It matches. */
    record Valid() implements Check {}

    /** It does not; each violation is a pointer and the rule that it breaks, without the value. */
    record Invalid(List<String> violations) implements Check {}

    /** The server defines no such tool. */
    record UnknownTool() implements Check {}

    /** The definition has no schema for this side. */
    record NoSchema() implements Check {}

    /** The schema cannot be evaluated safely. */
    record Unusable(String why) implements Check {}
  }
}
