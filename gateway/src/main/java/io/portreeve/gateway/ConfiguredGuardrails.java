package io.portreeve.gateway;

import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.controls.indirectpromptinjection.ServerGuardrails;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.mcp.ServerId;

/** What the operator wants of each server; of one that is not named, the most. */
record ConfiguredGuardrails(Configuration configuration) implements ServerGuardrails {
  @Override
  public Guardrail of(ServerId server) {
    ServerSettings settings = configuration.servers().get(server.value());
    return settings == null ? Guardrail.BLOCK : settings.guardrails();
  }
}
