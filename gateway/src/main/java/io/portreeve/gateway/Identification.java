package io.portreeve.gateway;

import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.downstream.Challenges;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.identity.BearerTokens;
import io.portreeve.gateway.identity.CertificateNames;
import io.portreeve.gateway.identity.Credentials;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.oauth.AccessTokens;
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
      AuthenticationSettings settings, KeyRing keys, HttpEngine engine, InstantSource clock) {
    HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
    Optional<BearerTokens> tokens =
        settings.oauth().map(oauth -> AccessTokens.of(oauth, pool, clock));
    Credentials credentials =
        new Credentials(
            settings.apiKeys() ? Optional.of(keys) : Optional.empty(),
            tokens,
            new CertificateNames(settings.clientCertificates(), clock),
            settings.insecureAnonymous().map(KnownPrincipals::nobody));
    return new Identification(settings, credentials, pool);
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
