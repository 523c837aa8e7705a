package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.ToolSchemas;
import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import java.util.Optional;

/** Whether what a rewriter made of a result still is what its tool promises. */
public record OutputFit(ToolSchemas schemas) {
  /** Whether the structured content is unchanged, or matches the output schema as it is now. */
  public boolean keeps(Exchange exchange, ServerMessage before, ServerMessage after) {
    return !(before instanceof ToolResult old
            && after instanceof ToolResult now
            && !old.structuredContent().equals(now.structuredContent()))
        || fits(exchange, now);
  }

  private boolean fits(Exchange exchange, ToolResult result) {
    if (!(exchange.asked() instanceof CallTool call)) {
      return false;
    }
    Optional<Check> check =
        result.structuredContent().map(json -> schemas.output(exchange, call.tool(), json));
    return check.isPresent()
        && switch (check.get()) {
          case Check.Valid _, Check.NoSchema _ -> true;
          case Check.Invalid _, Check.UnknownTool _, Check.Unusable _ -> false;
        };
  }
}
