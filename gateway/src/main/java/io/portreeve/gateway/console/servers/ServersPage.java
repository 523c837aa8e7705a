package io.portreeve.gateway.console.servers;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.pages.Parameters;
import java.util.Optional;

/** How each server stands. */
record ServersPage(ServerViews views) implements ConsolePage {
  @Override
  public String path() {
    return Addresses.SERVERS;
  }

  @Override
  public Optional<String> menu() {
    return Optional.of("Servers");
  }

  @Override
  public ConsoleRole role() {
    return ConsoleRole.VIEWER;
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    return Shown.of("Servers", views.servers());
  }
}
