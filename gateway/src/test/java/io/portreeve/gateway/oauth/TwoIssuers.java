package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.testkit.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Two trusted issuers of tokens, and what is made of a token of theirs. */
final class TwoIssuers {
  private static final String CORP = "https://id.example.com";
  private static final String PARTNER = "https://partner.example.com";

  final ManualClock clock = ManualClock.atNewYear();
  final TestIssuer corp = new TestIssuer(CORP, clock);
  final TestIssuer partner = new TestIssuer(PARTNER, clock);
  final Told told = new Told(clock);
  volatile boolean reachable = true;
  boolean faulty;

  /** Takes tokens of both; the settings of the first may be other than usual. */
  AccessTokens tokens(UnaryOperator<TestSettings> change) {
    return new AccessTokens(
        List.of(
            issuer("corp", corp, change.apply(TestSettings.usual())),
            issuer("partner", partner, TestSettings.usual())),
        told.outage);
  }

  private TrustedIssuer issuer(String name, TestIssuer issuer, TestSettings settings) {
    IssuerSettings own = settings.of(URI.create(issuer.name));
    IssuerKeys keys =
        new IssuerKeys(
            () -> fetched(issuer),
            own.refresh(),
            own.maxStaleness(),
            Duration.ofMinutes(1),
            told.outage,
            clock);
    OAuthSettings all = TestSettings.oauth(TestIssuer.RESOURCE, List.of("mcp"));
    KeyBinding binding =
        new KeyBinding(new Proofs(all.resource(), new ProofMemory(clock), clock), false);
    return new TrustedIssuer(
        SignedTokens.forAccess(keys, own),
        Optional.empty(),
        new Requirements(name, own, all, binding, this::now));
  }

  private Instant now() {
    if (faulty) {
      throw new IllegalStateException("secret");
    }
    return clock.instant();
  }

  private byte[] fetched(TestIssuer issuer) throws DocumentUnavailable {
    if (!reachable) {
      throw new DocumentUnavailable("not there");
    }
    return issuer.jwks();
  }

  static Identity identify(AccessTokens tokens, String token) {
    return tokens.identify(Shown.as("bearer", token));
  }

  static void assertRejected(Identity identity, Reason reason, String detail) {
    assertThat(identity).isEqualTo(new Identity.Rejected(reason, detail));
  }

  static void assertInvalid(Identity identity, String detail) {
    assertRejected(identity, Reason.CREDENTIAL_INVALID, detail);
  }

  /** Whatever else is known of him. */
  static void assertProves(Identity identity, String id, String... roles) {
    assertThat(identity).isInstanceOf(Identity.Authenticated.class);
    Principal proved = ((Identity.Authenticated) identity).principal();
    assertThat(proved.id()).isEqualTo(id);
    assertThat(proved.roles()).containsExactlyInAnyOrder(roles);
    assertThat(proved.authentication()).isEqualTo(Principal.Authentication.ACCESS_TOKEN);
  }
}
