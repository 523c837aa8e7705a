package io.portreeve.gateway.inbox;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.ToolSettings;
import io.portreeve.gateway.store.ApprovalCall;
import java.util.Optional;

/** Why somebody is asked about a call, as far as the configuration says. */
record WhyAsked(Configuration configuration) {
  String of(ApprovalCall call) {
    Optional<ToolSettings> tool =
        Optional.ofNullable(configuration.servers().get(call.server()))
            .map(ServerSettings::tools)
            .flatMap(tools -> Optional.ofNullable(tools.get(call.tool())));
    if (tool.flatMap(ToolSettings::approval).flatMap(it -> it.approver()).isPresent()) {
      return "the operator wants each call of this tool approved";
    }
    if (tool.filter(ToolSettings::consequential).isPresent()) {
      return "what this tool does cannot be taken back";
    }
    return tool.isEmpty() && configuration.approvals().undeclared().approver().isPresent()
        ? "the operator declared nothing of this tool"
        : "a rule asks for it, or what its conversation heard before";
  }
}
