package io.portreeve.gateway.journey;

import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages through several servers at once: the n-th page is made of the n-th pages of all servers
 * that have one, and our cursor holds theirs. Each of theirs is sealed for its principal already;
 * ours is sealed so that nobody reads in it which servers there are, or makes one.
 */
final class PageCursors {
  private static final String BINDING = "pages";

  private final Seal seal;

  PageCursors(Seal seal) {
    this.seal = seal;
  }

  Router.Route route(List<ServerId> servers, Listing asked) {
    if (asked.cursor().isEmpty()) {
      Map<ServerId, Request> requests = new LinkedHashMap<>();
      servers.forEach(server -> requests.put(server, asked));
      return new Router.Route.ToAll(requests);
    }
    return seal.open(BINDING, asked.cursor().get())
        .map(cursors -> next(servers, asked, cursors))
        .orElseGet(Router.Route.Nowhere::new);
  }

  private static Router.Route next(List<ServerId> servers, Listing asked, JsonObject cursors) {
    Map<ServerId, Request> requests = new LinkedHashMap<>();
    for (ServerId server : servers) {
      cursors
          .string(server.value())
          .map(theirs -> asked.withParams(asked.params().with("cursor", theirs)))
          .ifPresent(request -> requests.put(server, request));
    }
    return requests.isEmpty() ? new Router.Route.Nowhere() : new Router.Route.ToAll(requests);
  }

  /** Our cursor for the pages that follow, if any server has one. */
  Optional<String> write(Map<ServerId, ListResult> pages) {
    JsonObjectBuilder cursors = JsonObject.builder();
    pages.forEach((server, page) ->
        page.nextCursor().ifPresent(theirs -> cursors.put(server.value(), theirs)));
    JsonObject all = cursors.build();
    return all.size() == 0 ? Optional.empty() : Optional.of(seal.seal(BINDING, all));
  }
}
