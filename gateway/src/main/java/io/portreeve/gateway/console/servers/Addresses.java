package io.portreeve.gateway.console.servers;

import io.portreeve.gateway.store.PinName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the pages about servers are. */
final class Addresses {
  static final String SERVERS = "/console/servers";
  static final String SERVER = "/console/server";
  static final String DEFINITION = "/console/definition";

  private Addresses() {}

  static String server(String id) {
    return SERVER + "?id=" + encoded(id);
  }

  static String definition(PinName name) {
    return DEFINITION
        + "?server="
        + encoded(name.server())
        + "&kind="
        + encoded(name.kind())
        + "&name="
        + encoded(name.name());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
