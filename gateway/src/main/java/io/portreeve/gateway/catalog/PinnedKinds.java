package io.portreeve.gateway.catalog;

import io.portreeve.controls.insecureinput.ArgumentKind;
import io.portreeve.controls.insecureinput.ArgumentKinds;
import io.portreeve.controls.insecureinput.Inference;
import io.portreeve.controls.insecureinput.KindInference;
import io.portreeve.controls.insecureinput.ToolKinds;
import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.ToolName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds of arguments: what the operator declared, and what the pinned definition suggests where
 * nothing was declared.
 */
public final class PinnedKinds implements ToolKinds {
  private static final int MOST_KNOWN = 50_000;

  /** What the operator declared for a tool, by argument. */
  @FunctionalInterface
  public interface Declarations {
    Map<String, ArgumentKind> of(ServerId server, ToolName tool);
  }

  private final PinnedDefinitions definitions;
  private final Declarations declarations;
  private final boolean infer;
  private final Map<Key, ArgumentKinds> known = new ConcurrentHashMap<>();

  private record Key(ServerId server, Digest digest) {}

  public PinnedKinds(PinnedDefinitions definitions, Declarations declarations, boolean infer) {
    this.definitions = definitions;
    this.declarations = declarations;
    this.infer = infer;
  }

  @Override
  public Optional<ArgumentKinds> of(Exchange exchange, ToolName tool) {
    return definitions
        .approved(exchange, DefinitionPins.Kind.TOOL, tool.value())
        .map(definition ->
            known.computeIfAbsent(
                new Key(exchange.server(), definition.digest()),
                key ->
                    kinds(
                        key.server(), tool, definitions.tool(exchange, tool.value(), definition))));
  }

  private ArgumentKinds kinds(ServerId server, ToolName tool, Tool definition) {
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
    List<Inference> inferences = infer ? KindInference.of(definition) : List.of();
    return ArgumentKinds.of(declarations.of(server, tool), inferences);
  }
}
