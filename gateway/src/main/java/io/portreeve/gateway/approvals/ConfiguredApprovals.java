package io.portreeve.gateway.approvals;

import io.portreeve.gateway.config.ApprovalNeed;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.guard.Approvals;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import java.util.Optional;

/** Which tools the operator wants approved: by name, or else what he says of the others. */
public record ConfiguredApprovals(Configuration configuration) implements Approvals {
  @Override
  public boolean required(ServerId server, ToolName tool) {
    return of(server, tool) != ApprovalNeed.NEVER;
  }

  /** Whose approval it is. */
  ApprovalNeed of(ServerId server, ToolName tool) {
    return Optional.ofNullable(configuration.servers().get(server.value()))
        .flatMap(known -> Optional.ofNullable(known.tools().get(tool.value())))
        .map(configuration.approvals()::of)
        .orElse(configuration.approvals().undeclared());
  }

  /**
   * Whose word counts for a call that somebody is asked about. One that needs no approval by itself
   * is asked about for what stands in it, as a consequential one.
   */
  ApprovalNeed asked(ServerId server, ToolName tool) {
    ApprovalNeed own = of(server, tool);
    return own == ApprovalNeed.NEVER ? configuration.approvals().consequential() : own;
  }
}
