package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.guard.Approvals;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import java.util.Optional;

/** Which tools the operator wants approved: by name, or else what he says of the others. */
record ConfiguredApprovals(Configuration configuration) implements Approvals {
  @Override
  public boolean required(ServerId server, ToolName tool) {
    return configuration
        .approvals()
        .required(
            Optional.ofNullable(configuration.servers().get(server.value()))
                .flatMap(known -> Optional.ofNullable(known.tools().get(tool.value()))));
  }
}
