package io.portreeve.gateway.console.servers;

import io.portreeve.gateway.pages.PageAddress;
import io.portreeve.gateway.store.PinName;

/** Where the pages about servers are. */
final class Addresses {
  static final String SERVERS = "/console/servers";
  static final String SERVER = "/console/server";
  static final String DEFINITION = "/console/definition";

  private Addresses() {}

  static PageAddress server(String id) {
    return PageAddress.of(SERVER).with("id", id);
  }

  static PageAddress definition(PinName name) {
    return PageAddress.of(DEFINITION)
        .with("server", name.server())
        .with("kind", name.kind())
        .with("name", name.name());
  }
}
