package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.mcp.json.JsonObject;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client's configuration needs, to reach a gateway over HTTP.
 *
 * @param urls the addresses of the endpoints, by the names that clients may call them
 */
record ClientLines(Map<String, String> urls, Optional<String> key) {
  /** What stands where a key that nobody may see again belongs. */
  static final String A_KEY = "YOUR-KEY";

  private static final String ONLY = "portreeve";

  /** The addresses of the endpoints, for a gateway that listens there. */
  static Map<String, String> urls(Configuration configuration, InetSocketAddress address) {
    String scheme = configuration.tls().isPresent() ? "https" : "http";
    String base = scheme + "://" + authority(configuration.http().allowedHosts(), address);
    Map<String, String> urls = new LinkedHashMap<>();
    for (ServedEndpoint endpoint : configuration.served()) {
      String name = endpoint.id().value();
      urls.put(name.isEmpty() ? ONLY : name, base + endpoint.path());
    }
    return urls;
  }

  /** The first of the names that are answered; without any, where it listens. */
  private static String authority(List<String> allowed, InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    String listening = host.contains(":") ? "[" + host + "]" : host;
    String name = allowed.isEmpty() ? listening : allowed.getFirst();
    return name.matches(".*:[0-9]+") ? name : name + ":" + address.getPort();
  }

  /** The lines in the form that most clients read. */
  JsonObject paste() {
    JsonObject servers = JsonObject.empty();
    for (Map.Entry<String, String> one : urls.entrySet()) {
      servers = servers.with(one.getKey(), server(one.getValue()));
    }
    return JsonObject.empty().with("mcpServers", servers);
  }

  private JsonObject server(String url) {
    JsonObject server = JsonObject.empty().with("type", "http").with("url", url);
    return key.map(text ->
            server.with("headers", JsonObject.empty().with("Authorization", "Bearer " + text)))
        .orElse(server);
  }
}
