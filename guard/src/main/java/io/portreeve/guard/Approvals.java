package io.portreeve.guard;

import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;

/**
 * Port: which tools are called only with the approval of a person. It is the operator's word alone:
 * nothing that a server or a client says changes it.
 */
public interface Approvals {
  boolean required(ServerId server, ToolName tool);
}
