package io.portreeve.gateway;

import io.portreeve.controls.indirectpromptinjection.Handling;
import io.portreeve.controls.indirectpromptinjection.SensitiveRules;
import io.portreeve.controls.indirectpromptinjection.ServerRedaction;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.RedactionSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.mcp.ServerId;
import java.util.function.Function;

/** What the operator wants of each server; of one that is not named, the most. */
record ConfiguredRedaction(Configuration configuration) implements ServerRedaction {
  @Override
  public SensitiveRules requests(ServerId server) {
    return of(server, RedactionSettings::requests);
  }

  @Override
  public SensitiveRules responses(ServerId server) {
    return of(server, RedactionSettings::responses);
  }

  private SensitiveRules of(
      ServerId server, Function<RedactionSettings, SensitiveRules> direction) {
    ServerSettings settings = configuration.servers().get(server.value());
    return settings == null
        ? SensitiveRules.all(Handling.BLOCK)
        : direction.apply(settings.redaction());
  }
}
