package io.portreeve.gateway.catalog;

import io.portreeve.controls.contextpoisoning.Sink;
import io.portreeve.gateway.conversations.ConfiguredLabels;
import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The schemas of arguments as the pinned definitions have them; each is read once. */
public final class PinnedArguments implements ConfiguredLabels.Schemas {
  private static final int MOST_KNOWN = 50_000;

  private final PinnedDefinitions definitions;
  private final Map<Key, Optional<Sink>> known = new ConcurrentHashMap<>();

  private record Key(ServerId server, ToolName tool, Digest digest) {}

  public PinnedArguments(PinnedDefinitions definitions) {
    this.definitions = definitions;
  }

  @Override
  public Optional<Sink> read(
      Exchange exchange, ToolName tool, Function<JsonObject, Optional<Sink>> reading) {
    Optional<Definition> found =
        definitions.approved(exchange, DefinitionPins.Kind.TOOL, tool.value());
    if (found.isEmpty()) {
      return reading.apply(JsonObject.empty());
    }
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(
        new Key(exchange.server(), tool, found.get().digest()),
        _ -> reading.apply(definitions.tool(exchange, tool.value(), found.get()).inputSchema()));
  }
}
