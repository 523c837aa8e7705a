package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.mcp.json.JsonObject;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What a client's configuration needs, to reach a gateway over HTTP. */
record ClientLines(String url, Optional<String> key) {
  /** What stands where a key that nobody may see again belongs. */
  static final String A_KEY = "YOUR-KEY";

  /** The address of the endpoint, for a gateway that listens there. */
  static String url(Configuration configuration, InetSocketAddress address) {
    String scheme = configuration.tls().isPresent() ? "https" : "http";
    String host = address.getAddress().getHostAddress();
    String written = host.contains(":") ? "[" + host + "]" : host;
    return scheme + "://" + written + ":" + address.getPort() + configuration.http().path();
  }

  /** The lines in the form that most clients read. */
  JsonObject paste() {
    JsonObject server = JsonObject.empty().with("type", "http").with("url", url);
    JsonObject whole =
        key.map(text ->
                server.with("headers", JsonObject.empty().with("Authorization", "Bearer " + text)))
            .orElse(server);
    return JsonObject.empty().with("mcpServers", JsonObject.empty().with("portreeve", whole));
  }
}
