package io.portreeve.gateway.oauth;

import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connects the issuers of a configuration; they are asked only when a token names them. */
public final class Issuers {
  /** Of whoever waits for keys; longer than the documents take that lead to them. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Documents documents;
  private final SecretSource secrets;
  private final ProofMemory proofs;
  private final InstantSource clock;

  /**
   * Those that are asked over {@code documents}.
   *
   * @param proofs which proofs were used, under whatever configuration
   */
  public Issuers(
      Documents documents, SecretSource secrets, ProofMemory proofs, InstantSource clock) {
    this.documents = documents;
    this.secrets = secrets;
    this.proofs = proofs;
    this.clock = clock;
  }

  /**
   * The check of their tokens.
   *
   * @throws io.portreeve.gateway.keys.SecretUnavailable if a secret that an issuer wants is not
   *     there
   */
  public AccessTokens tokens(OAuthSettings settings) {
    KeyBinding binding =
        new KeyBinding(new Proofs(settings.resource(), proofs, clock), settings.requireBound());
    List<TrustedIssuer> issuers = new ArrayList<>();
    settings
        .issuers()
        .forEach((name, issuer) ->
            issuers.add(
                new TrustedIssuer(
                    signed(issuer),
                    introspection(issuer),
                    new Requirements(name, issuer, settings, binding, clock))));
    return new AccessTokens(issuers);
  }

  /** Its keys come from where its settings or its metadata say. */
  private SignedTokens signed(IssuerSettings settings) {
    Discovery discovery = new Discovery(documents, settings.issuer());
    IssuerKeys.Source source =
        () -> documents.get(settings.jwks().isPresent() ? settings.jwks().get() : discovery.jwks());
    return new SignedTokens(
        new IssuerKeys(source, settings.refresh(), settings.maxStaleness(), PATIENCE, clock),
        settings);
  }

  private Optional<Introspection> introspection(IssuerSettings settings) {
    return settings
        .introspection()
        .map(asked -> {
          Secret secret = secrets.resolve(asked.clientSecret().toString());
          return new Introspection(settings, asked, secret, documents, clock);
        });
  }
}
