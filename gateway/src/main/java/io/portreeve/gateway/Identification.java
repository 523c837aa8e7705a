package io.portreeve.gateway;

import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.downstream.Challenges;
import io.portreeve.gateway.identity.CertificateNames;
import io.portreeve.gateway.identity.Credentials;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.oauth.Issuers;
import io.portreeve.gateway.oauth.ResourceMetadata;
import io.portreeve.gateway.oauth.TokenChallenges;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the callers of one configuration prove who they are. */
record Identification(AuthenticationSettings settings, Credentials credentials) {
  /**
   * By these keys, and what these issuers say.
   *
   * @throws io.portreeve.gateway.keys.SecretUnavailable if a secret that an issuer wants is not
   *     there
   */
  static Identification of(
      AuthenticationSettings settings, KeyRing keys, Issuers issuers, InstantSource clock) {
    Credentials credentials =
        new Credentials(
            settings.apiKeys() ? Optional.of(keys) : Optional.empty(),
            settings.oauth().map(issuers::tokens),
            new CertificateNames(settings.clientCertificates(), clock),
            settings.insecureAnonymous().map(KnownPrincipals::nobody));
    return new Identification(settings, credentials);
  }

  /** How somebody learns what would let him in. */
  Challenges challenges() {
    String wanted = wanted();
    return settings
        .oauth()
        .<Challenges>map(oauth -> new TokenChallenges(oauth, wanted))
        .orElseGet(() -> settings.apiKeys() ? Challenges.bearer(wanted) : Challenges.none(wanted));
  }

  private String wanted() {
    List<String> ways = new ArrayList<>();
    if (settings.oauth().isPresent()) {
      ways.add("an access token as `Authorization: Bearer TOKEN`");
    }
    if (settings.apiKeys()) {
      ways.add("a valid key as `Authorization: Bearer KEY`");
    }
    if (!settings.clientCertificates().isEmpty()) {
      ways.add("a client certificate that is known here");
    }
    return ways.isEmpty() ? "no credential: none is known here" : String.join(", or ", ways);
  }

  /** What anybody may read about it. */
  Optional<ResourceMetadata> metadata() {
    return settings.oauth().map(ResourceMetadata::new);
  }
}
