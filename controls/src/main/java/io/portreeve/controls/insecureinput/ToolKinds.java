package io.portreeve.controls.insecureinput;

import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ToolName;

/** Port: the kinds of the arguments of each tool, from the operator and the pinned definition. */
@FunctionalInterface
public interface ToolKinds {
  /** The kinds for this tool of the exchange's server; none for a tool that nobody knows. */
  ArgumentKinds of(Exchange exchange, ToolName tool);
}
