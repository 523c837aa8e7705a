package io.portreeve.gateway.console.servers;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.pages.Parameters;

/** How each server stands. */
record ServersPage(ServerViews views) implements ConsolePage {
  @Override
  public Place place() {
    return Place.inMenu(Addresses.SERVERS, "Servers", ConsoleRole.VIEWER);
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    return Shown.of("Servers", views.servers());
  }
}
