package io.portreeve.gateway;

import io.portreeve.controls.indirectpromptinjection.ServerSpotlights;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.mcp.ServerId;

/** How the operator wants each server's text marked; that of one that is not named, the most. */
record ConfiguredSpotlights(Configuration configuration) implements ServerSpotlights {
  @Override
  public Spotlight of(ServerId server) {
    ServerSettings settings = configuration.servers().get(server.value());
    return settings == null ? Spotlight.ENCODING : settings.spotlighting();
  }
}
