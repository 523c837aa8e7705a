package io.portreeve.gateway.approvals;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.guard.Approvals;
import io.portreeve.guard.Approver;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import java.util.Optional;

/** Which tools the operator wants approved: by name, or else what he says of the others. */
public record ConfiguredApprovals(Configuration configuration) implements Approvals {
  @Override
  public Optional<Approver> required(ServerId server, ToolName tool) {
    return Optional.ofNullable(configuration.servers().get(server.value()))
        .flatMap(known -> Optional.ofNullable(known.tools().get(tool.value())))
        .map(configuration.approvals()::of)
        .orElse(configuration.approvals().undeclared())
        .approver();
  }
}
