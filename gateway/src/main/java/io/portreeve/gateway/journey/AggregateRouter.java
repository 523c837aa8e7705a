package io.portreeve.gateway.journey;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionFilter;
import io.portreeve.mcp.ToolName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Several servers as one: their lists are merged, and their names carry the operator's ids. */
public final class AggregateRouter implements Router {
  private final List<ServerId> servers;
  private final ServerNames names;
  private final PageCursors cursors;

  /**
   * Takes these servers as one; their order is the order of their entries in merged lists.
   *
   * @param seal closes the cursors of merged lists
   */
  public AggregateRouter(List<ServerId> servers, Seal seal) {
    this.cursors = new PageCursors(seal);
    this.servers = List.copyOf(servers);
    this.names = new ServerNames(Set.copyOf(servers));
  }

  @Override
  public Route route(Request request) {
    return switch (request) {
      case CallTool call ->
          owned(names.name(call.tool().value()), name -> call.withTool(new ToolName(name)));
      case GetPrompt get ->
          owned(names.name(get.prompt().value()), name -> get.withPrompt(new PromptName(name)));
      case ReadResource read ->
          owned(names.uri(read.uri()), uri -> read.withUri(new ResourceUri(uri)));
      case Complete complete -> complete(complete);
      case Listing page -> cursors.route(servers, page);
      case Discover discover -> toAll(_ -> discover);
      case Listen listen -> toAll(server -> listen.withFilter(filter(server, listen)));
    };
  }

  @Override
  public ServerMessage outward(ServerId server, ServerMessage message) {
    return new Prefixing(server).outward(message);
  }

  @Override
  public ServerMessage merge(Request request, Map<ServerId, ServerMessage> answers) {
    return new Merge(servers, answers, cursors).answer(request);
  }

  private static Route owned(Optional<ServerNames.Owned> owned, Function<String, Request> strip) {
    return owned
        .<Route>map(own -> new Route.To(own.server(), strip.apply(own.name())))
        .orElseGet(Route.Nowhere::new);
  }

  private Route complete(Complete complete) {
    return switch (complete.reference()) {
      case Complete.Reference.ToPrompt(PromptName prompt) ->
          owned(names.name(prompt.value()), name -> complete.withReferenceTo("name", name));
      case Complete.Reference.ToResource(ResourceUri uri) ->
          owned(names.uri(uri), name -> complete.withReferenceTo("uri", name));
    };
  }

  private Route toAll(Function<ServerId, Request> each) {
    Map<ServerId, Request> requests = new LinkedHashMap<>();
    servers.forEach(server -> requests.put(server, each.apply(server)));
    return new Route.ToAll(requests);
  }

  private SubscriptionFilter filter(ServerId server, Listen listen) {
    SubscriptionFilter all = listen.filter();
    return all.keepResources(uri -> owner(uri).filter(server::equals).isPresent())
        .mapResources(uri -> new ResourceUri(names.uri(uri).orElseThrow().name()));
  }

  private Optional<ServerId> owner(ResourceUri uri) {
    return names.uri(uri).map(ServerNames.Owned::server);
  }
}
