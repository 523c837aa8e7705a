package io.portreeve.gateway;

import io.portreeve.controls.insecureresponsehandling.Sinks;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ToolSettings;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Sink;
import io.portreeve.mcp.CallTool;
import java.util.Optional;
import java.util.Set;

/** Where the operator says that results go: per tool, or the default of the configuration. */
final class ConfiguredSinks implements Sinks {
  private final Configuration configuration;

  ConfiguredSinks(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public Set<Sink> of(Exchange exchange) {
    Sink sink =
        exchange.asked() instanceof CallTool call
            ? tool(exchange, call).orElse(configuration.output().defaultSink())
            : configuration.output().defaultSink();
    return Set.of(sink);
  }

  private Optional<Sink> tool(Exchange exchange, CallTool call) {
    return Optional.ofNullable(configuration.servers().get(exchange.server().value()))
        .map(server -> server.tools().get(call.tool().value()))
        .flatMap(ToolSettings::sink);
  }
}
