package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Fills the catalog with what was pinned before, asking no server. A thing that was never seen is
 * taken to exist, with nothing known of its arguments; whoever is told so must say it on.
 */
public final class RememberedLists implements CatalogLoader {
  private final Function<String, RememberedServer> servers;
  private final Supplier<DefinitionPins> definitions;
  private final Consumer<String> notes;

  /**
   * Fills the catalog from a store.
   *
   * @param notes is told what is assumed, or may have changed
   */
  public RememberedLists(
      Function<String, RememberedServer> servers,
      Supplier<DefinitionPins> definitions,
      Consumer<String> notes) {
    this.servers = servers;
    this.definitions = definitions;
    this.notes = notes;
  }

  @Override
  public boolean load(Exchange exchange, Kind kind) {
    RememberedServer server = servers.apply(exchange.server().value());
    List<Pin> current = server.current(kind);
    for (Pin pin : current) {
      var _ =
          definitions.get().judge(exchange, kind, pin.name().name(), RememberedServer.json(pin));
    }
    Optional<String> asked = asked(exchange.asked(), kind);
    asked.ifPresent(name ->
        current.stream()
            .filter(pin -> pin.name().name().equals(name))
            .findFirst()
            .ifPresentOrElse(pin -> tellWaiting(server, pin), () -> assume(exchange, kind, name)));
    return true;
  }

  private void tellWaiting(RememberedServer server, Pin current) {
    PinName name = current.name();
    server.waiting(name).stream()
        .filter(pin -> !pin.digest().equals(current.digest()))
        .forEach(pin ->
            notes.accept(
                "another version of %s `%s` waits for a decision: if `%s` shows that one now, it is"
                        .formatted(name.kind(), name.name(), name.server())
                    + " refused as drifted (`portreeve pins diff`)"));
  }

  private void assume(Exchange exchange, Kind kind, String name) {
    JsonObject bare = JsonObject.empty().with("name", name);
    JsonObject definition =
        kind == Kind.TOOL
            ? bare.with("inputSchema", JsonObject.empty().with("type", "object"))
            : bare;
    var _ = definitions.get().judge(exchange, kind, name, definition);
    notes.accept(
        "%s `%s` of `%s` was never seen: taken to exist, with nothing known of its arguments"
            .formatted(kind == Kind.TOOL ? "tool" : "prompt", name, exchange.server()));
  }

  private static Optional<String> asked(ClientMessage asked, Kind kind) {
    return switch (asked) {
      case CallTool call when kind == Kind.TOOL -> Optional.of(call.tool().value());
      case GetPrompt get when kind == Kind.PROMPT -> Optional.of(get.prompt().value());
      case Complete complete
          when kind == Kind.PROMPT
              && complete.reference() instanceof Complete.Reference.ToPrompt(PromptName name) ->
          Optional.of(name.value());
      case CallTool _, GetPrompt _, Complete _ -> Optional.empty();
      case ReadResource _, Listing _, Discover _, Listen _, Cancelled _ -> Optional.empty();
    };
  }
}
