package io.portreeve.gateway.config;

import static io.portreeve.gateway.config.Configuration.AUTHENTICATION;
import static io.portreeve.gateway.config.Configuration.SERVERS;
import static io.portreeve.gateway.config.Configuration.VAULT;
import static io.portreeve.gateway.config.ServerSettings.CREDENTIALS;
import static io.portreeve.gateway.config.ServerSettings.INSECURE_SHARED_CREDENTIAL;

import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which servers are spoken to with one credential for everybody. Whoever may use such a server does
 * with its rights what his own would not let him, so it is possible by name only, unless only one
 * principal can come at all.
 */
final class SharedCredentials {
  private static final Set<String> CREDENTIAL_HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie");

  private SharedCredentials() {}

  /**
   * Says of each server what its operator has to know, and whether the callers can be told apart.
   */
  static void named(Values values, Spot spot) {
    boolean alone = onePrincipal(values.get(AUTHENTICATION));
    values.get(SERVERS).forEach((id, server) -> judge(server, alone, spot.at(SERVERS).at(id)));
  }

  private static void judge(ServerSettings server, boolean alone, Spot spot) {
    Optional<String> shared = shared(server);
    if (shared.isPresent() && !server.insecureSharedCredential() && !alone) {
      spot.at(shared.get())
          .problem(
              "is the same for every caller: all act with its rights, whatever theirs are",
              "give each his own with `credentials`, or accept it with"
                  + " `insecure-shared-credential: true`");
    } else if (shared.isEmpty() && server.insecureSharedCredential()) {
      spot.at(INSECURE_SHARED_CREDENTIAL).problem("has no effect here", "remove it");
    }
  }

  /** The key under which the shared one stands. */
  static Optional<String> shared(ServerSettings server) {
    if (server.bearerToken().isPresent()) {
      return Optional.of(ServerSettings.BEARER_TOKEN.name());
    }
    if (server.headers().entrySet().stream().anyMatch(SharedCredentials::isCredential)) {
      return Optional.of(ServerSettings.HEADERS.name());
    }
    if (server.environment().values().stream().anyMatch(SharedCredentials::isSecret)) {
      return Optional.of(ServerSettings.ENVIRONMENT.name());
    }
    return server
        .credentials()
        .filter(CredentialSettings::isShared)
        .map(_ -> ServerSettings.CREDENTIALS.name());
  }

  private static boolean isCredential(Map.Entry<String, Reference> header) {
    return isSecret(header.getValue())
        || CREDENTIAL_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT));
  }

  /** What is not written as it is, was found to be secret by whoever wrote the file. */
  private static boolean isSecret(Reference value) {
    return !(value instanceof Reference.Plain);
  }

  /** Keys can be made for anybody, and tokens be given to anybody, at any time. */
  private static boolean onePrincipal(AuthenticationSettings authentication) {
    long certificates =
        authentication.clientCertificates().stream()
            .map(CertificateSettings::principal)
            .distinct()
            .count();
    long anonymous = authentication.insecureAnonymous().stream().count();
    return !authentication.apiKeys()
        && authentication.oauth().isEmpty()
        && certificates + anonymous + (authentication.stdio().only() ? 1 : 0) == 1;
  }

  /** Tokens go to those only who gave them out. */
  static void exchangedByTheirIssuer(Values values, Spot spot) {
    List<URI> issuers =
        values.get(AUTHENTICATION).oauth().stream()
            .flatMap(oauth -> oauth.issuers().values().stream())
            .map(IssuerSettings::issuer)
            .toList();
    values
        .get(SERVERS)
        .forEach((id, server) ->
            server
                .credentials()
                .flatMap(CredentialSettings::exchanging)
                .filter(exchanging -> !issuers.contains(exchanging.issuer()))
                .ifPresent(exchanging ->
                    spot.at(SERVERS)
                        .at(id)
                        .at(CREDENTIALS)
                        .problem(
                            "exchanges tokens of an issuer that nobody comes with",
                            "name one of `authentication.oauth.issuers`: a token is shown to the"
                                + " one who gave it out")));
  }

  static void kept(Values values, Spot spot) {
    values
        .get(SERVERS)
        .forEach((id, server) -> {
          boolean nowhere =
              server
                  .credentials()
                  .flatMap(CredentialSettings::userSecret)
                  .filter(secret -> secret.of().isEmpty())
                  .isPresent();
          if (nowhere && values.get(VAULT).isEmpty()) {
            spot.at(SERVERS)
                .at(id)
                .at(CREDENTIALS)
                .problem(
                    "has a `user-secret` that is kept nowhere",
                    "add a `vault`, or say under `of` where the secrets lie");
          }
        });
  }
}
