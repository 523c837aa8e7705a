package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.mcp.ServerId;

/** Port: what the operator wants of messages from and to a server. */
@FunctionalInterface
public interface ServerGuardrails {
  Guardrail of(ServerId server);
}
