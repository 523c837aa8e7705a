package io.portreeve.guard;

import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import java.util.Optional;

/**
 * Port: which tools are called only with the approval of a person. It is the operator's word alone:
 * nothing that a server or a client says changes it.
 */
public interface Approvals {
  /** Whose approval each call of it needs; empty: nobody's. */
  Optional<Approver> required(ServerId server, ToolName tool);
}
