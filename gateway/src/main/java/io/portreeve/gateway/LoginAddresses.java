package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.login.LoginSite;
import io.portreeve.guard.EndpointId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where users come to who log in at servers, for whoever has to register it or let it through.
 *
 * @param callback where authorization servers send them back to
 * @param document what authorization servers may read about us
 * @param pages where they begin, by the endpoint that they called
 */
public record LoginAddresses(URI callback, Optional<URI> document, Map<EndpointId, URI> pages) {
  /** Those of a configuration; empty if nobody logs in anywhere. */
  public static Optional<LoginAddresses> of(Configuration configuration) {
    LoginSite site = LoginServers.site(configuration);
    Map<EndpointId, URI> pages = new LinkedHashMap<>();
    configuration.served().stream()
        .filter(endpoint -> hasLogins(configuration, endpoint))
        .forEach(endpoint -> pages.put(endpoint.id(), site.start(endpoint.id())));
    return pages.isEmpty()
        ? Optional.empty()
        : Optional.of(new LoginAddresses(site.callback(), site.described(), pages));
  }

  private static boolean hasLogins(Configuration configuration, ServedEndpoint endpoint) {
    return configuration.servers().entrySet().stream()
        .anyMatch(server ->
            endpoint.servers().contains(server.getKey()) && server.getValue().login().isPresent());
  }
}
