package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.ServerLoginSettings;
import io.portreeve.gateway.config.SignInSettings;
import io.portreeve.gateway.destinations.Names;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.login.LoginRecords;
import io.portreeve.gateway.login.LoginSite;
import io.portreeve.gateway.login.LoginTarget;
import io.portreeve.gateway.login.Logins;
import io.portreeve.gateway.login.SignInTarget;
import io.portreeve.mcp.ServerId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds in a configuration the servers that users log in at, and connects them. */
final class LoginServers {
  private LoginServers() {}

  static Logins open(Configuration configuration, Parts parts, Names names) {
    List<LoginTarget> targets = new ArrayList<>();
    configuration
        .servers()
        .keySet()
        .forEach(id -> target(configuration, id, parts.secrets()).ifPresent(targets::add));
    return Logins.open(
        targets,
        signIn(configuration, parts),
        site(configuration),
        parts.engine(),
        names,
        parts.logins(),
        records(parts),
        parts.clock());
  }

  private static List<SignInTarget> signIn(Configuration configuration, Parts parts) {
    List<SignInTarget> targets = new ArrayList<>();
    configuration
        .authentication()
        .oauth()
        .ifPresent(oauth ->
            oauth
                .issuers()
                .forEach((name, issuer) ->
                    issuer
                        .signIn()
                        .map(it -> signIn(name, issuer, it, oauth.requireBound(), parts))
                        .ifPresent(targets::add)));
    return targets;
  }

  /** The issuer of this name, where people can sign in at it. */
  static Optional<SignInTarget> signIn(Configuration configuration, Parts parts, String name) {
    return signIn(configuration, parts).stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private static SignInTarget signIn(
      String name, IssuerSettings issuer, SignInSettings signIn, boolean bound, Parts parts) {
    return new SignInTarget(
        name,
        issuer.issuer(),
        signIn.clientId(),
        signIn.clientSecret().map(it -> parts.secrets().resolve(it.toString()).revealText()),
        signIn.scopes(),
        bound,
        parts.issuers().askedOnce(issuer),
        parts.issuers().idTokens(name, issuer, signIn.clientId()));
  }

  static LoginSite site(Configuration configuration) {
    return new LoginSite(configuration.reachedAt(), configuration.login().clientMetadata());
  }

  /** The server of this name, if users log in there. */
  static Optional<LoginTarget> target(
      Configuration configuration, String id, SecretSource secrets) {
    return Optional.ofNullable(configuration.servers().get(id))
        .flatMap(server ->
            server.login().map(login -> target(id, server.url().orElseThrow(), login, secrets)));
  }

  private static LoginTarget target(
      String id, URI url, ServerLoginSettings login, SecretSource secrets) {
    Optional<String> secret =
        login.clientSecret().map(where -> secrets.resolve(where.toString()).revealText());
    return new LoginTarget(
        new ServerId(id),
        url,
        login.issuer(),
        login.clientId(),
        secret,
        login.audience(),
        login.scopes(),
        login.dynamicRegistration(),
        login.internalHosts().stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()));
  }

  /** What becomes of people at our pages. */
  static LoginRecords records(Parts parts) {
    return parts.pages();
  }
}
