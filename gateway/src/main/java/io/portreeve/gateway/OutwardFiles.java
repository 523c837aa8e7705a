package io.portreeve.gateway;

import io.portreeve.gateway.config.AuthorizationServerSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.CredentialSettings;
import io.portreeve.gateway.config.ServerTlsSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.tls.OwnIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that the TLS towards those whom we ask is made of, wherever {@code tls} is written. */
final class OutwardFiles {
  private final Map<String, ServerTlsSettings> written = new LinkedHashMap<>();

  OutwardFiles(Configuration configuration) {
    configuration
        .servers()
        .forEach((id, server) -> {
          at("servers." + id, server.tls());
          server.credentials().ifPresent(of -> credentials("servers." + id + ".credentials.", of));
        });
    configuration
        .policy()
        .decisionPoint()
        .ifPresent(point -> at("policy.decision-point", point.tls()));
    configuration
        .authentication()
        .oauth()
        .ifPresent(oauth ->
            oauth
                .issuers()
                .forEach(
                    (name, issuer) -> at("authentication.oauth.issuers." + name, issuer.tls())));
    configuration
        .classifiers()
        .forEach((name, classifier) -> at("classifiers." + name, classifier.tls()));
    configuration.approvals().webhook().ifPresent(hook -> at("approvals.webhook", hook.tls()));
    configuration.telemetry().otlp().ifPresent(otlp -> at("telemetry.otlp", otlp.tls()));
    configuration.vault().ifPresent(vault -> at("vault", vault.tls()));
  }

  private void credentials(String under, CredentialSettings credentials) {
    credentials
        .tokenExchange()
        .ifPresent(it -> server(under + "token-exchange", it.authorizationServer()));
    credentials
        .enterpriseManaged()
        .ifPresent(it -> {
          at(under + "enterprise-managed.identity-provider", it.identityProvider().tls());
          server(under + "enterprise-managed", it.authorizationServer());
        });
    credentials
        .clientCredentials()
        .ifPresent(it -> server(under + "client-credentials", it.authorizationServer()));
  }

  private void server(String under, AuthorizationServerSettings settings) {
    at(under + ".authorization-server", settings.tls());
  }

  private void at(String whose, Optional<ServerTlsSettings> tls) {
    tls.ifPresent(settings -> written.put(whose + ".tls", settings));
  }

  /** What a start would refuse. */
  Stream<Unfit> unfit(SecretSource secrets) {
    TlsFiles files = new TlsFiles(secrets);
    return written.entrySet().stream().flatMap(one -> unfit(one.getKey(), one.getValue(), files));
  }

  private static Stream<Unfit> unfit(String path, ServerTlsSettings tls, TlsFiles files) {
    Stream<Unfit> each =
        Stream.of(
                tls.ca().stream().flatMap(ca -> files.certificates(path + ".ca", ca)),
                tls.certificate().stream()
                    .flatMap(own -> files.certificates(path + ".certificate", own)),
                tls.key().stream().flatMap(key -> files.privateKey(path + ".key", key)))
            .flatMap(it -> it);
    List<Unfit> found = each.toList();
    return found.isEmpty() ? pair(path, tls, files) : found.stream();
  }

  private static Stream<Unfit> pair(String path, ServerTlsSettings tls, TlsFiles files) {
    if (tls.key().isEmpty()) {
      return Stream.empty();
    }
    Reference chain = tls.certificate().orElseThrow();
    Reference key = tls.key().get();
    return files.pair(
        path + ".key",
        key,
        chain,
        () -> OwnIdentity.of(files.material(chain), files.secret(key).reveal()));
  }
}
