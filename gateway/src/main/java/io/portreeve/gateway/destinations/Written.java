package io.portreeve.gateway.destinations;

import io.portreeve.gateway.config.AuthorizationServerSettings;
import io.portreeve.gateway.config.ClientCredentialsSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.CredentialSettings;
import io.portreeve.gateway.config.EnterpriseManagedSettings;
import io.portreeve.gateway.config.IntrospectionSettings;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.TokenExchangeSettings;
import io.portreeve.gateway.http.Destination;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The hosts that an operator wrote, and what for. */
final class Written {
  private final Map<String, Set<String>> hosts = new LinkedHashMap<>();

  private Written() {}

  /** In lower case, IPv6 without brackets; what for is said in words for the operator. */
  static Map<String, Set<String>> in(Configuration configuration) {
    Written written = new Written();
    configuration.servers().forEach(written::server);
    configuration
        .authentication()
        .oauth()
        .ifPresent(oauth -> oauth.issuers().forEach(written::issuer));
    configuration
        .policy()
        .decisionPoint()
        .ifPresent(point -> {
          written.add("the decision point", point.url());
          point.evaluationsUrl().ifPresent(many -> written.add("the decision point", many));
        });
    configuration
        .vault()
        .flatMap(vault -> vault.address())
        .ifPresent(vault -> written.add("the vault", vault));
    configuration.scan().osvApi().ifPresent(api -> written.add("the source of advisories", api));
    return Collections.unmodifiableMap(written.hosts);
  }

  private void server(String id, ServerSettings server) {
    server.url().ifPresent(url -> add("server " + id, url));
    server.credentials().stream()
        .flatMap(Written::authorizationServers)
        .forEach(one -> {
          add("the tokens for server " + id, one.issuer());
          one.tokenEndpoint().ifPresent(endpoint -> add("the tokens for server " + id, endpoint));
        });
  }

  private static Stream<AuthorizationServerSettings> authorizationServers(
      CredentialSettings credentials) {
    return Stream.of(
            credentials.tokenExchange().map(TokenExchangeSettings::authorizationServer),
            credentials.clientCredentials().map(ClientCredentialsSettings::authorizationServer),
            credentials.enterpriseManaged().map(EnterpriseManagedSettings::identityProvider),
            credentials.enterpriseManaged().map(EnterpriseManagedSettings::authorizationServer))
        .flatMap(Optional::stream);
  }

  private void issuer(String name, IssuerSettings issuer) {
    Stream.of(
            Optional.of(issuer.issuer()),
            issuer.jwks(),
            issuer.introspection().map(IntrospectionSettings::url))
        .flatMap(Optional::stream)
        .forEach(address -> add("issuer " + name, address));
  }

  private void add(String what, URI address) {
    var _ =
        hosts.computeIfAbsent(Destination.of(address).host(), _ -> new LinkedHashSet<>()).add(what);
  }
}
