package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.guard.Identity;
import io.portreeve.testkit.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whatever somebody shows as a token or as a proof: without the keys it proves nothing. */
class AccessTokensFuzzTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final Told told = new Told(clock);
  private final TestIssuer issuer = new TestIssuer("https://id.example.com", clock);
  private final AccessTokens tokens = tokens();

  private AccessTokens tokens() {
    IssuerSettings own = TestSettings.usual().of(URI.create(issuer.name));
    OAuthSettings all = TestSettings.oauth(TestIssuer.RESOURCE, List.of());
    KeyBinding binding =
        new KeyBinding(new Proofs(all.resource(), new ProofMemory(clock), clock), false);
    IssuerKeys keys =
        new IssuerKeys(
            issuer::jwks,
            own.refresh(),
            own.maxStaleness(),
            Duration.ofMinutes(1),
            told.outage,
            clock);
    return new AccessTokens(
        List.of(
            new TrustedIssuer(
                SignedTokens.forAccess(keys, own),
                Optional.empty(),
                new Requirements("corp", own, all, binding, clock))),
        told.outage);
  }

  @FuzzTest(maxDuration = "30s")
  void anyText_provesNobody(FuzzedDataProvider data) {
    String head = data.consumeString(300);
    String claims = data.consumeString(300);
    String signature = data.consumeString(100);
    for (String text :
        List.of(
            head,
            base64(head) + "." + base64(claims) + "." + base64(signature),
            issuer.header().build().toBase64URL()
                + "."
                + base64(claims)
                + "."
                + base64(signature))) {
      assertThat(tokens.identify(Shown.as("bearer", text))).isInstanceOf(Identity.Rejected.class);
    }
  }

  @FuzzTest(maxDuration = "30s")
  void anyProof_provesNobody(FuzzedDataProvider data) {
    String token =
        issuer.token(issuer.claims("anna").claim("cnf", Map.of("jkt", data.consumeString(43))));
    String head = data.consumeString(300);
    for (String proof :
        List.of(base64(head), base64(head) + "." + base64(data.consumeString(300)) + ".AAAA")) {
      assertThat(tokens.identify(Shown.proved(token, proof))).isInstanceOf(Identity.Rejected.class);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
