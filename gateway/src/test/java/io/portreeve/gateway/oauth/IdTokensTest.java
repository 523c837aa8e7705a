package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.oauth.IdTokens.Proof;
import io.portreeve.testkit.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an issuer says of who signed in, and what is made to look like it. */
class IdTokensTest {
  private static final String CLIENT = "pages";
  private static final String NONCE = "nonce";

  private final ManualClock clock = ManualClock.atNewYear();
  private final TestIssuer corp = new TestIssuer("https://id.example.com", clock);
  private final Told told = new Told(clock);
  private boolean reachable = true;
  private final IdTokens tokens = tokens();

  private IdTokens tokens() {
    // Access tokens of this issuer have to say that they are, and have other clients.
    IssuerSettings own =
        TestSettings.usual().withType().withClient("desk").of(URI.create(corp.name));
    IssuerKeys keys =
        new IssuerKeys(
            this::fetched,
            own.refresh(),
            own.maxStaleness(),
            Duration.ofMinutes(1),
            told.outage,
            clock);
    return new IdTokens("corp", own, CLIENT, keys, clock);
  }

  private byte[] fetched() throws DocumentUnavailable {
    if (!reachable) {
      throw new DocumentUnavailable("not there");
    }
    return corp.jwks();
  }

  private JWTClaimsSet.Builder good() {
    return corp.claims("anna").audience(CLIENT).claim("client_id", null).claim("nonce", NONCE);
  }

  private JWSHeader.Builder header() {
    return corp.header().type(JOSEObjectType.JWT);
  }

  private Proof proof(JWTClaimsSet.Builder claims) throws InterruptedException {
    return tokens.prove(TestIssuer.token(header().build(), claims, corp.signing()), NONCE);
  }

  private void assertNone(JWTClaimsSet.Builder claims, String why) throws InterruptedException {
    assertThat(proof(claims)).isEqualTo(new Proof.None(why));
  }

  @Test
  void whoSignedIn_isThePrincipalOfHisAccessTokens_withTheRolesThatClaimsGive() throws Exception {
    assertThat(proof(good())).isEqualTo(new Proof.Of("corp/anna", Set.of()));
    assertThat(proof(good().claim("groups", List.of("admins", "/Staff Members"))))
        .isEqualTo(new Proof.Of("corp/anna", Set.of("admins", "staff")));
    assertThat(proof(good().claim("scope", "files:write")))
        .isEqualTo(new Proof.Of("corp/anna", Set.of()));
    assertThat(proof(good().claim("azp", CLIENT))).isEqualTo(new Proof.Of("corp/anna", Set.of()));
    assertThat(
            tokens.prove(
                TestIssuer.token(header().type(null).build(), good(), corp.signing()), NONCE))
        .isEqualTo(new Proof.Of("corp/anna", Set.of()));
  }

  @Test
  void tokenForAnother_isNotBelieved() throws Exception {
    assertNone(good().audience("other"), "a token for another audience");
    assertNone(good().audience(TestIssuer.RESOURCE), "a token for another audience");
    String asked = "a token that another client asked for";
    assertNone(good().claim("azp", "other"), asked);
    assertNone(good().claim("azp", 7), asked);
    assertNone(good().audience(List.of(CLIENT, "other")), asked);
    assertThat(proof(good().audience(List.of(CLIENT, "other")).claim("azp", CLIENT)))
        .isEqualTo(new Proof.Of("corp/anna", Set.of()));
  }

  @Test
  void tokenOfAnotherSignIn_isNotBelieved() throws Exception {
    assertNone(good().claim("nonce", "other"), "a token of another sign-in");
    assertNone(good().claim("nonce", null), "a token of another sign-in");
    assertNone(good().claim("nonce", List.of(NONCE)), "a token of another sign-in");
  }

  @Test
  void tokenThatIsNotInForce_isNotBelieved() throws Exception {
    assertNone(good().issueTime(null), "a token that does not say when it was made");
    String form = "a token of another issuer, of the future, or without an end";
    assertNone(good().expirationTime(null), form);
    assertNone(good().issuer("https://partner.example.com"), form);
    assertNone(good().issueTime(Date.from(clock.instant().plus(Duration.ofHours(1)))), form);
    assertNone(good().subject(null), "a token that names no principal");
    JWTClaimsSet.Builder early = good();
    clock.advance(Duration.ofMinutes(10).plusSeconds(30));
    assertNone(early, "a token that has expired");
  }

  /** What opens our door says nothing of a browser, whatever it claims. */
  @Test
  void accessToken_isNoWordOfWhoSignedIn() throws Exception {
    assertThat(tokens.prove(corp.token(good()), NONCE))
        .isEqualTo(new Proof.None("a token of no accepted type, algorithm or key"));
  }

  @Test
  void tokenThatTheIssuerDidNotSign_isNotBelieved() throws Exception {
    String foreign = TestIssuer.token(header().build(), good(), TestIssuer.key("own"));
    assertThat(tokens.prove(foreign, NONCE)).isInstanceOf(Proof.None.class);
    assertThat(tokens.prove(new PlainJWT(good().build()).serialize(), NONCE))
        .isEqualTo(new Proof.None("no signed token"));
    assertThat(tokens.prove("", NONCE)).isEqualTo(new Proof.None("no signed token"));
    assertThat(tokens.prove("x".repeat(20_000), NONCE))
        .isEqualTo(new Proof.None("a token that is too long"));
  }

  /** What it published is no secret that both of us have. */
  @Test
  void tokenSignedWithAPublicKeyAsASecret_isNotBelieved() throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(corp.signing().getKeyID()).build(),
            good().build());
    token.sign(new MACSigner(corp.signing().toPublicJWK().toJSONString()));

    assertThat(tokens.prove(token.serialize(), NONCE))
        .isEqualTo(new Proof.None("a token of no accepted type, algorithm or key"));
  }

  @Test
  void keysThatCannotBeHad_proveNobody() throws Exception {
    reachable = false;

    assertNone(good(), "the keys of the issuer cannot be had");
  }
}
