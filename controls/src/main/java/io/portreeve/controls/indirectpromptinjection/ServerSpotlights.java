package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.mcp.ServerId;

/** Port: how the operator wants the text of a server marked. */
@FunctionalInterface
public interface ServerSpotlights {
  Spotlight of(ServerId server);
}
