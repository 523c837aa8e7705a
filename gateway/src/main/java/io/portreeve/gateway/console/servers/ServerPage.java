package io.portreeve.gateway.console.servers;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.pages.Parameters;

/** One server: what its program may touch, and what it defines. */
record ServerPage(ServerViews views) implements ConsolePage {
  @Override
  public Place place() {
    return Place.behind(Addresses.SERVER, ConsoleRole.VIEWER);
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    return views
        .server(query)
        .map(body -> Shown.of("Server " + query.get("id").orElse(""), body))
        .orElseGet(Shown::missing);
  }
}
