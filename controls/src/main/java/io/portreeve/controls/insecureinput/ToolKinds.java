package io.portreeve.controls.insecureinput;

import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ToolName;
import java.util.Optional;

/** Port: the kinds of the arguments of each tool, from the operator and the pinned definition. */
@FunctionalInterface
public interface ToolKinds {
  /** The kinds for this tool of the exchange's server; nothing for one that is not approved. */
  Optional<ArgumentKinds> of(Exchange exchange, ToolName tool);
}
