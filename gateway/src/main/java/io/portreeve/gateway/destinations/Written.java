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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The hosts that an operator wrote, and what for. */
final class Written {
  private final List<Host> hosts = new ArrayList<>();

  private Written() {}

  /**
   * A host where it was written.
   *
   * @param name in lower case, IPv6 without brackets
   * @param whose what it is for, in words for the operator
   */
  record Host(String name, Purpose purpose, String whose) {}

  /** In the order of the file; one may be there more than once. */
  static List<Host> in(Configuration configuration) {
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
          written.add(Purpose.DECISIONS, "the decision point", point.url());
          point
              .evaluationsUrl()
              .ifPresent(many -> written.add(Purpose.DECISIONS, "the decision point", many));
        });
    configuration
        .classifiers()
        .forEach(
            (name, one) -> written.add(Purpose.CLASSIFICATIONS, "classifier " + name, one.url()));
    configuration
        .approvals()
        .webhook()
        .ifPresent(hook -> written.add(Purpose.NOTICES, "the webhook", hook.url()));
    configuration
        .vault()
        .flatMap(vault -> vault.address())
        .ifPresent(vault -> written.add(Purpose.CREDENTIALS, "the vault", vault));
    configuration
        .telemetry()
        .otlp()
        .ifPresent(otlp -> written.add(Purpose.TELEMETRY, "the collector", otlp.url()));
    configuration
        .scan()
        .osvApi()
        .ifPresent(api -> written.add(Purpose.ADVISORIES, "the source of advisories", api));
    return List.copyOf(written.hosts);
  }

  private void server(String id, ServerSettings server) {
    server.url().ifPresent(url -> add(Purpose.SERVERS, "server " + id, url));
    server
        .login()
        .ifPresent(
            login -> login.internalHosts().forEach(host -> add("the login at server " + id, host)));
    server.credentials().stream()
        .flatMap(Written::authorizationServers)
        .forEach(one -> {
          String tokens = "the tokens for server " + id;
          add(Purpose.CREDENTIALS, tokens, one.issuer());
          one.tokenEndpoint().ifPresent(endpoint -> add(Purpose.CREDENTIALS, tokens, endpoint));
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
        .forEach(address -> add(Purpose.ISSUERS, "issuer " + name, address));
  }

  private void add(Purpose purpose, String whose, URI address) {
    hosts.add(new Host(Destination.of(address).host(), purpose, whose));
  }

  private void add(String whose, String host) {
    hosts.add(new Host(host, Purpose.LOGINS, whose));
  }
}
