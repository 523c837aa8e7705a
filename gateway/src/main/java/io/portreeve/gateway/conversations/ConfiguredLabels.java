package io.portreeve.gateway.conversations;

import io.portreeve.controls.contextpoisoning.ArgumentRole;
import io.portreeve.controls.contextpoisoning.GuessedSinks;
import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.controls.contextpoisoning.Sink;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.FlowServerSettings;
import io.portreeve.gateway.config.FlowToolSettings;
import io.portreeve.gateway.config.Trust;
import io.portreeve.gateway.journey.Planned;
import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Integrity;
import io.portreeve.guard.Label;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the configuration says of data; where it says nothing of a tool, what its name tells. */
public final class ConfiguredLabels implements InformationFlow.Labels {
  private final Map<String, FlowServerSettings> servers;
  private final FlowServerSettings unnamed = FlowServerSettings.unnamed();
  private final Configuration configuration;
  private final Schemas schemas;

  /**
   * Port: the pinned schemas of the arguments of tools; of a tool that is unknown, an empty one.
   */
  @FunctionalInterface
  public interface Schemas {
    /** What is read from the schema of a tool; of one schema once. */
    Optional<Sink> read(
        Exchange exchange, ToolName tool, Function<JsonObject, Optional<Sink>> reading);
  }

  public ConfiguredLabels(Configuration configuration, Schemas schemas) {
    this.configuration = configuration;
    this.schemas = schemas;
    Map<String, FlowServerSettings> all = new HashMap<>();
    configuration.servers().keySet().forEach(id -> all.put(id, configuration.flow().server(id)));
    this.servers = Map.copyOf(all);
  }

  @Override
  public Optional<Sink> sink(Exchange exchange, ToolName tool) {
    return schemas.read(exchange, tool, schema -> sink(exchange.server(), tool, schema));
  }

  /** Likewise, of a tool that has this schema. */
  public Optional<Sink> sink(ServerId server, ToolName tool, JsonObject schema) {
    return sinkOf(server, tool, schema).map(sink -> named(sink, server, tool));
  }

  /** Plans tell the tools of several servers apart. */
  private static Sink named(Sink sink, ServerId server, ToolName tool) {
    String name = Planned.name(server, tool);
    return new Sink(name, sink.roles(), sink.rest(), sink.reversible(), sink.clearance());
  }

  private Optional<Sink> sinkOf(ServerId server, ToolName tool, JsonObject schema) {
    FlowToolSettings said = said(server).tool(tool.value());
    return effects(server, tool)
        .<Optional<Sink>>map(effects ->
            effects
                ? Optional.of(GuessedSinks.withEffects(tool.value(), schema))
                : Optional.empty())
        .orElseGet(() -> GuessedSinks.of(tool.value(), schema))
        .map(guessed -> declared(guessed, said).of(server.value()));
  }

  /** What the operator says of its effects, in either place. */
  private Optional<Boolean> effects(ServerId server, ToolName tool) {
    FlowToolSettings said = said(server).tool(tool.value());
    boolean described =
        !said.decide().isEmpty()
            || !said.identify().isEmpty()
            || said.reversible()
            || said.outside();
    return said.effects()
        .or(() ->
            described || isConsequential(server, tool) ? Optional.of(true) : Optional.empty());
  }

  private boolean isConsequential(ServerId server, ToolName tool) {
    return Optional.ofNullable(configuration.servers().get(server.value()))
        .flatMap(known -> Optional.ofNullable(known.tools().get(tool.value())))
        .filter(known -> known.consequential())
        .isPresent();
  }

  private static Sink declared(Sink guessed, FlowToolSettings said) {
    Confidentiality clearance = said.outside() ? Confidentiality.PUBLIC : Confidentiality.PRIVATE;
    if (said.decide().isEmpty() && said.identify().isEmpty()) {
      return new Sink(
          guessed.name(), guessed.roles(), guessed.rest(), said.reversible(), clearance);
    }
    Map<String, ArgumentRole> roles = new HashMap<>();
    said.decide().forEach(name -> roles.put(name, ArgumentRole.AUTHORITY));
    said.identify().forEach(name -> roles.put(name, ArgumentRole.IDENTIFIER));
    return new Sink(guessed.name(), roles, ArgumentRole.CONTENT, said.reversible(), clearance);
  }

  @Override
  public Label of(Exchange exchange, ServerMessage message) {
    FlowServerSettings said = said(exchange.server());
    boolean secret = said.secret();
    Trust trust = said.results();
    if (exchange.asked() instanceof CallTool call) {
      FlowToolSettings tool = said.tool(call.tool().value());
      secret |= tool.secret();
      trust = tool.results().filter(word -> holds(word, message)).orElse(trust);
    } else if (message instanceof ResourceResult result
        && exchange.asked() instanceof ReadResource read
        && isTrusted(said, read, result)) {
      trust = Trust.TRUSTED;
    }
    return new Label(
        trust == Trust.TRUSTED ? Integrity.TRUSTED : Integrity.UNTRUSTED,
        secret ? Confidentiality.PRIVATE : Confidentiality.PUBLIC,
        Set.of(exchange.server().value()));
  }

  /** What is distrusted of a tool is all that comes of its call; what is trusted, its results. */
  private static boolean holds(Trust word, ServerMessage message) {
    return switch (word) {
      case UNTRUSTED -> true;
      case TRUSTED -> message instanceof ToolResult result && !result.isError();
    };
  }

  /** Whatever it was asked for, a server answers with what it likes. */
  private static boolean isTrusted(
      FlowServerSettings said, ReadResource read, ResourceResult result) {
    List<String> addresses =
        result.contents().stream().map(content -> content.string("uri").orElse("")).toList();
    return isTrusted(said, read.uri().value())
        && addresses.stream().allMatch(address -> isTrusted(said, address));
  }

  private static boolean isTrusted(FlowServerSettings said, String address) {
    return said.trustedResources().stream().anyMatch(pattern -> pattern.matches(address));
  }

  private FlowServerSettings said(ServerId server) {
    return servers.getOrDefault(server.value(), unnamed);
  }
}
