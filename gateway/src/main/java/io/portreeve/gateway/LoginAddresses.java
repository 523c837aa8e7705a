package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.login.LoginSite;
import io.portreeve.guard.EndpointId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where users come to who log in at servers, for whoever has to register it or let it through.
 *
 * @param callback where authorization servers send them back to
 * @param document what authorization servers may read about us
 * @param pages where they begin, by the endpoint that they called
 * @param signedIn where issuers send them back to who signed in there, by the names of the issuers
 * @param shutOut the names of issuers whose users can show nobody who they are: their tokens have
 *     to be bound, so nobody can type one, and they cannot sign in
 */
public record LoginAddresses(
    URI callback,
    Optional<URI> document,
    Map<EndpointId, URI> pages,
    Map<String, URI> signedIn,
    List<String> shutOut) {
  /** Those of a configuration; empty if nobody logs in anywhere. */
  public static Optional<LoginAddresses> of(Configuration configuration) {
    LoginSite site = LoginServers.site(configuration);
    Map<EndpointId, URI> pages = new LinkedHashMap<>();
    configuration.served().stream()
        .filter(endpoint -> hasLogins(configuration, endpoint))
        .forEach(endpoint -> pages.put(endpoint.id(), site.start(endpoint.id())));
    return pages.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LoginAddresses(
                site.callback(),
                site.described(),
                pages,
                signedIn(configuration, site),
                shutOut(configuration)));
  }

  private static Map<String, URI> signedIn(Configuration configuration, LoginSite site) {
    Map<String, URI> signedIn = new LinkedHashMap<>();
    issuers(configuration)
        .forEach((name, issuer) ->
            issuer.signIn().ifPresent(_ -> signedIn.put(name, site.signedIn(name))));
    return signedIn;
  }

  private static List<String> shutOut(Configuration configuration) {
    boolean bound =
        configuration.authentication().oauth().filter(OAuthSettings::requireBound).isPresent();
    return issuers(configuration).entrySet().stream()
        .filter(issuer -> bound && issuer.getValue().signIn().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, IssuerSettings> issuers(Configuration configuration) {
    return configuration.authentication().oauth().map(OAuthSettings::issuers).orElse(Map.of());
  }

  private static boolean hasLogins(Configuration configuration, ServedEndpoint endpoint) {
    return configuration.servers().entrySet().stream()
        .anyMatch(server ->
            endpoint.servers().contains(server.getKey()) && server.getValue().login().isPresent());
  }
}
