package io.portreeve.gateway;

import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.downstream.Challenges;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.identity.CertificateNames;
import io.portreeve.gateway.identity.Credentials;
import io.portreeve.gateway.identity.TokenCheck;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.oauth.Documents;
import io.portreeve.gateway.oauth.Issuers;
import io.portreeve.gateway.oauth.ProofMemory;
import io.portreeve.gateway.oauth.ResourceMetadata;
import io.portreeve.gateway.oauth.TokenChallenges;
import java.time.InstantSource;
import java.util.Optional;

/** How the callers of one configuration prove who they are, with what that needs of the world. */
final class Identification implements AutoCloseable {
  private final AuthenticationSettings settings;
  private final Credentials credentials;
  private final HttpPool pool;

  private Identification(AuthenticationSettings settings, Credentials credentials, HttpPool pool) {
    this.settings = settings;
    this.credentials = credentials;
    this.pool = pool;
  }

  static Identification open(
      AuthenticationSettings settings,
      KeyRing keys,
      SecretSource secrets,
      ProofMemory proofs,
      HttpEngine engine,
      InstantSource clock) {
    HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
    try {
      Optional<TokenCheck> tokens =
          settings
              .oauth()
              .map(oauth -> new Issuers(new Documents(pool), secrets, proofs, clock).tokens(oauth));
      Credentials credentials =
          new Credentials(
              settings.apiKeys() ? Optional.of(keys) : Optional.empty(),
              tokens,
              new CertificateNames(settings.clientCertificates(), clock),
              settings.insecureAnonymous().map(KnownPrincipals::nobody));
      return new Identification(settings, credentials, pool);
    } catch (SecretUnavailable missing) {
      pool.close();
      throw missing;
    }
  }

  Credentials credentials() {
    return credentials;
  }

  /** How somebody learns what would let him in. */
  Challenges challenges() {
    return settings.oauth().<Challenges>map(TokenChallenges::new).orElseGet(Challenges::bearer);
  }

  /** What anybody may read about it. */
  Optional<ResourceMetadata> metadata() {
    return settings.oauth().map(ResourceMetadata::new);
  }

  @Override
  public void close() {
    pool.close();
  }
}
