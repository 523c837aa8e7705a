package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An authorization server that gives us tokens, and who we are to it.
 *
 * @param issuer its identifier
 * @param tokenEndpoint where it gives them out; empty: where its metadata says
 * @param clientSecret what proves who we are; empty: the key does
 * @param clientKey a private JWK that signs who we are; empty: the secret proves it
 * @param tls what it has to prove and what we show it; empty: the platform's authorities vouch for
 *     its host name, and we show nothing
 * @param timeout how long one answer may take
 */
public record AuthorizationServerSettings(
    URI issuer,
    Optional<URI> tokenEndpoint,
    String clientId,
    Optional<Reference> clientSecret,
    Optional<Reference> clientKey,
    Optional<ServerTlsSettings> tls,
    Duration timeout) {

  static final Key<AuthorizationServerSettings, URI> ISSUER =
      Key.required(
          "issuer",
          Scalars.url(),
          AuthorizationServerSettings::issuer,
          Strength.unordered(),
          "The identifier of the authorization server, exactly as its metadata has it.");
  static final Key<AuthorizationServerSettings, Optional<URI>> TOKEN_ENDPOINT =
      Key.optional(
          "token-endpoint",
          Scalars.url(),
          AuthorizationServerSettings::tokenEndpoint,
          Strength.unordered(),
          "Where it gives out tokens; absent, where its metadata says.");
  static final Key<AuthorizationServerSettings, String> CLIENT_ID =
      Key.required(
          "client-id",
          Scalars.clientId(),
          AuthorizationServerSettings::clientId,
          Strength.neutral(),
          "Who we are to it.");
  static final Key<AuthorizationServerSettings, Optional<Reference>> CLIENT_SECRET =
      Key.optional(
          "client-secret",
          Forms.secret(),
          AuthorizationServerSettings::clientSecret,
          Strength.neutral(),
          "Where the secret lies that proves it (`client_secret_basic`).");
  static final Key<AuthorizationServerSettings, Optional<Reference>> CLIENT_KEY =
      Key.optional(
          "client-key",
          Forms.secret(),
          AuthorizationServerSettings::clientKey,
          Strength.neutral(),
          "Where a private key lies, as a JWK, that proves it instead (`private_key_jwt`).");
  static final Key<AuthorizationServerSettings, Optional<ServerTlsSettings>> TLS =
      ServerTlsSettings.key(
          AuthorizationServerSettings::tls,
          "Who it must prove to be, and who we are to it; docs/server-identity.md says how.");
  static final Key<AuthorizationServerSettings, Duration> TIMEOUT =
      Key.of(
          "timeout",
          Measures.duration(Duration.ofSeconds(1), Duration.ofMinutes(1)),
          Duration.ofSeconds(5),
          AuthorizationServerSettings::timeout,
          Strength.neutral(),
          "How long one answer of it may take.");

  static final Section<AuthorizationServerSettings> SECTION =
      Section.of(
              "an authorization server that gives us tokens",
              values ->
                  new AuthorizationServerSettings(
                      values.get(ISSUER),
                      values.get(TOKEN_ENDPOINT),
                      values.get(CLIENT_ID),
                      values.get(CLIENT_SECRET),
                      values.get(CLIENT_KEY),
                      values.get(TLS),
                      values.get(TIMEOUT)),
              ISSUER,
              TOKEN_ENDPOINT,
              CLIENT_ID,
              CLIENT_SECRET,
              CLIENT_KEY,
              TLS,
              TIMEOUT)
          .check(AuthorizationServerSettings::encrypted, ISSUER, TOKEN_ENDPOINT)
          .check(AuthorizationServerSettings::tlsOfItsAddresses, ISSUER, TOKEN_ENDPOINT, TLS)
          .check(AuthorizationServerSettings::oneProof, CLIENT_SECRET, CLIENT_KEY);

  private static void encrypted(Values values, Spot spot) {
    String fix = "use `https:`: tokens and our secret are sent there";
    Scalars.encrypted(values.get(ISSUER), spot.at(ISSUER), fix);
    values
        .get(TOKEN_ENDPOINT)
        .ifPresent(endpoint -> Scalars.encrypted(endpoint, spot.at(TOKEN_ENDPOINT), fix));
  }

  private static void tlsOfItsAddresses(Values values, Spot spot) {
    List<URI> all =
        Stream.concat(Stream.of(values.get(ISSUER)), values.get(TOKEN_ENDPOINT).stream()).toList();
    ServerTlsSettings.onlyFor(all, values.get(TLS), spot.at(TLS));
  }

  private static void oneProof(Values values, Spot spot) {
    boolean secret = values.get(CLIENT_SECRET).isPresent();
    if (secret == values.get(CLIENT_KEY).isPresent()) {
      spot.problem(
          secret
              ? "has both `client-secret` and `client-key`"
              : "has neither `client-secret` nor `client-key`",
          "give exactly one: it proves who we are");
    }
  }
}
