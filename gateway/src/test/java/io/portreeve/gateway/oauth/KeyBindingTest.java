package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.portreeve.gateway.downstream.Authenticator.Occasion;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.TestAuthority;
import io.portreeve.gateway.identity.Presented;
import io.portreeve.testkit.ManualClock;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are bound to a key, shown by whoever has it and by thieves. */
class KeyBindingTest {
  private static final String TOKEN = "a.good.token";

  private final ManualClock clock = ManualClock.atNewYear();
  private final ECKey key = TestIssuer.key("own");
  private final KeyBinding binding = binding(false);

  private KeyBinding binding(boolean required) {
    return new KeyBinding(
        new Proofs(URI.create(TestIssuer.RESOURCE), new ProofMemory(clock), clock), required);
  }

  private static String thumbprint(ECKey key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException unable) {
      throw new IllegalStateException(unable);
    }
  }

  private JWTClaimsSet bound() {
    return confirmed(Map.of("jkt", thumbprint(key)));
  }

  private static JWTClaimsSet confirmed(Object confirmation) {
    return new JWTClaimsSet.Builder().subject("anna").claim("cnf", confirmation).build();
  }

  private static JWTClaimsSet unbound() {
    return new JWTClaimsSet.Builder().subject("anna").build();
  }

  private JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(new JOSEObjectType("dpop+jwt"))
        .jwk(key.toPublicJWK());
  }

  private JWTClaimsSet.Builder proof(String id) {
    return new JWTClaimsSet.Builder()
        .jwtID(id)
        .issueTime(Date.from(clock.instant()))
        .claim("htm", "POST")
        .claim("htu", TestIssuer.RESOURCE)
        .claim("ath", Sha256.base64(TOKEN));
  }

  private Presented proved(JWTClaimsSet.Builder proof) {
    return Shown.proved(TOKEN, TestIssuer.token(header().build(), proof, key));
  }

  private void assertGood(JWTClaimsSet claims, Presented presented) {
    assertThatCode(() -> binding.judge(claims, presented)).doesNotThrowAnyException();
  }

  private void assertRefused(JWTClaimsSet claims, Presented presented, String detail) {
    assertThatThrownBy(() -> binding.judge(claims, presented))
        .isInstanceOf(TokenRefused.class)
        .hasMessage(detail);
  }

  @Test
  void boundToken_withAProofOfItsKey_isGood() {
    assertGood(bound(), proved(proof("1")));
  }

  @Test
  void tokenThatIsBoundToNothing_isGoodForItsBearer() {
    assertGood(unbound(), Shown.as("bearer", TOKEN));
  }

  // --- A stolen token -----------------------------------------------------------------------

  @Test
  void boundTokenWithoutItsProof_isRefused_underEitherScheme() {
    assertRefused(bound(), Shown.as("bearer", TOKEN), "a token that needs a proof, shown without");
    assertRefused(bound(), Shown.as("dpop", TOKEN), "no proof, or several");
  }

  @Test
  void boundTokenWithItsProof_shownAsABearerToken_isRefused() {
    String proof = TestIssuer.token(header().build(), proof("1"), key);

    assertRefused(
        bound(),
        Shown.with("bearer", TOKEN, HttpFields.of("dpop", proof), List.of()),
        "a token that needs a proof, shown without");
  }

  @Test
  void boundTokenWithTheProofOfAnotherKey_isRefused() {
    ECKey thief = TestIssuer.key("thief");
    JWSHeader theirs = header().jwk(thief.toPublicJWK()).build();
    String otherKey = TestIssuer.token(theirs, proof("1"), thief);
    String underTheRightKey = TestIssuer.token(header().build(), proof("2"), thief);

    for (String proof : List.of(otherKey, underTheRightKey)) {
      assertRefused(
          bound(),
          Shown.proved(TOKEN, proof),
          "a proof that is none of the key that the token is bound to");
    }
  }

  @Test
  void proofOfAKeyThatTheTokenIsNotBoundTo_isRefused_ratherThanOverlooked() {
    assertRefused(
        unbound(), proved(proof("1")), "a proof for a token that is not bound to its key");
    assertRefused(
        unbound(),
        Shown.with("bearer", TOKEN, HttpFields.of("dpop", "x"), List.of()),
        "a proof for a token that is not bound to its key");
  }

  // --- A stolen proof -----------------------------------------------------------------------

  @Test
  void proofThatIsUsedAgain_isRefused() {
    Presented once = proved(proof("1"));
    assertGood(bound(), once);

    assertRefused(bound(), once, "a proof that was used before, or may have been");
    assertGood(bound(), proved(proof("2")));
  }

  @Test
  void lookAtTheHead_usesNoProofUp_butJudgesIt() {
    Presented once = proved(proof("1"));
    assertGood(bound(), Shown.at(Occasion.HEAD, once));
    assertGood(bound(), Shown.at(Occasion.HEAD, once));
    assertGood(bound(), once);

    Presented forAnother = proved(proof("2").claim("ath", Sha256.base64("another")));
    assertRefused(bound(), Shown.at(Occasion.HEAD, forAnother), "a proof for another token");
  }

  /** A stream stays open longer than any proof is good for. */
  @Test
  void proofOfARequestThatIsUnderWay_needNotBeGoodAgain() {
    Presented once = proved(proof("1"));
    assertGood(bound(), once);
    clock.advance(Duration.ofHours(1));

    assertGood(bound(), Shown.at(Occasion.STAY, once));
  }

  record Row(String detail, UnaryOperator<JWTClaimsSet.Builder> change) {}

  static Stream<Row> stolen() {
    Date now = Date.from(ManualClock.atNewYear().instant());
    Date old = Date.from(now.toInstant().minus(Proofs.AGE).minusSeconds(1));
    Date early = Date.from(now.toInstant().plusSeconds(31));
    return Stream.of(
        new Row("a proof for another method", proof -> proof.claim("htm", "GET")),
        new Row("a proof for another method", proof -> proof.claim("htm", "post")),
        new Row("a proof for another method", proof -> proof.claim("htm", null)),
        new Row("a proof for another address", proof -> proof.claim("htu", "https://e/mcp")),
        new Row(
            "a proof for another address",
            proof -> proof.claim("htu", TestIssuer.RESOURCE + "/other")),
        new Row(
            "a proof for another address",
            proof -> proof.claim("htu", "http://mcp.example.com/mcp")),
        new Row(
            "a proof for another address",
            proof -> proof.claim("htu", "https://mcp.example.com:8443/mcp")),
        new Row("a proof for another address", proof -> proof.claim("htu", "::")),
        new Row("a proof for another address", proof -> proof.claim("htu", null)),
        new Row("a proof for another token", proof -> proof.claim("ath", "x")),
        new Row("a proof for another token", proof -> proof.claim("ath", null)),
        new Row("a proof without an id of its own", proof -> proof.jwtID(null)),
        new Row("a proof without an id of its own", proof -> proof.jwtID("")),
        new Row("a proof without an id of its own", proof -> proof.jwtID("x".repeat(129))),
        new Row("a proof of another time", proof -> proof.issueTime(old)),
        new Row("a proof of another time", proof -> proof.issueTime(early)),
        new Row("a proof of another time", proof -> proof.issueTime(null)));
  }

  @ParameterizedTest
  @MethodSource("stolen")
  void proofForSomethingElse_isRefused(Row row) {
    assertRefused(bound(), proved(row.change().apply(proof("1"))), row.detail());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://mcp.example.com/mcp?a=1",
        "https://mcp.example.com/mcp#a",
        "HTTPS://MCP.example.com:443/mcp"
      })
  void addressInAnotherSpelling_isTheSameAddress(String address) {
    assertGood(bound(), proved(proof("1").claim("htu", address)));
  }

  // --- Proofs that are none -----------------------------------------------------------------

  @Test
  void severalProofs_areNone() {
    String one = TestIssuer.token(header().build(), proof("1"), key);
    HttpFields two = HttpFields.of("dpop", one, "dpop", one);

    assertRefused(bound(), Shown.with("dpop", TOKEN, two, List.of()), "no proof, or several");
  }

  @Test
  void textThatNobodySigned_isNoProof() {
    for (String text : List.of("", "x", "e30.e30.", new PlainJWT(proof("1").build()).serialize())) {
      assertRefused(
          bound(),
          Shown.proved(TOKEN, text),
          "a proof that is none of the key that the token is bound to");
    }
  }

  @Test
  void tokenInThePlaceOfAProof_isNone() {
    JWSHeader access = header().type(new JOSEObjectType("at+jwt")).build();

    assertRefused(
        bound(),
        Shown.proved(TOKEN, TestIssuer.token(access, proof("1"), key)),
        "a proof that is none of the key that the token is bound to");
  }

  /** A symmetric key in the head would let everybody who reads it sign. */
  @Test
  void proofUnderASharedKey_isNone_evenIfTheTokenIsBoundToIt() throws Exception {
    OctetSequenceKey secret = new OctetSequenceKeyGenerator(256).generate();
    SignedJWT proof =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("dpop+jwt")).build(),
            proof("1").build());
    proof.sign(new MACSigner(secret));

    assertRefused(
        confirmed(Map.of("jkt", secret.computeThumbprint().toString())),
        Shown.proved(TOKEN, proof.serialize()),
        "a proof that is none of the key that the token is bound to");
  }

  // --- Certificates -------------------------------------------------------------------------

  @Test
  void tokenOfACertificate_isGoodForItsHolderAlone() throws Exception {
    TestAuthority authority = new TestAuthority("ca");
    X509Certificate own = authority.issue("own").chain()[0];
    X509Certificate thief = authority.issue("thief").chain()[0];
    JWTClaimsSet claims = confirmed(Map.of("x5t#S256", Sha256.base64(own.getEncoded())));

    assertGood(claims, Shown.with("bearer", TOKEN, HttpFields.empty(), List.of(own)));
    for (List<X509Certificate> shown :
        List.of(List.<X509Certificate>of(), List.of(thief), List.of(thief, own))) {
      assertRefused(
          claims,
          Shown.with("bearer", TOKEN, HttpFields.empty(), shown),
          "a token that is bound to another certificate than was shown");
    }
  }

  @Test
  void tokenOfBothAKeyAndACertificate_needsBoth() {
    JWTClaimsSet claims = confirmed(Map.of("jkt", thumbprint(key), "x5t#S256", "x"));

    assertRefused(
        claims, proved(proof("1")), "a token that is bound to another certificate than was shown");
  }

  // --- Bindings -----------------------------------------------------------------------------

  static Stream<Object> unknownBindings() {
    return Stream.of(
        Map.of(), Map.of("kid", "x"), Map.of("jwk", Map.of()), "x", List.of(), Map.of("jku", "x"));
  }

  @ParameterizedTest
  @MethodSource("unknownBindings")
  void bindingThatIsNotKnown_isNotTakenForNone(Object confirmation) {
    assertRefused(
        confirmed(confirmation),
        Shown.as("bearer", TOKEN),
        "a token that is bound in a way nobody knows here");
  }

  /** Keycloak says of what kind its binding is. */
  @Test
  void whatAnIssuerSaysBesideABindingThatIsKnown_isPassedOver() {
    JWTClaimsSet claims =
        confirmed(Map.of("jkt", thumbprint(key), "kc-jkt-type", "dpop", "x", Map.of()));

    assertGood(claims, proved(proof("1")));
    assertRefused(claims, Shown.as("bearer", TOKEN), "a token that needs a proof, shown without");
  }

  @Test
  void tokenThatIsBoundToNothing_isRefused_whereAllMustBe() {
    assertThatThrownBy(() -> binding(true).judge(unbound(), Shown.as("bearer", TOKEN)))
        .hasMessage("a token that is bound to no key, where all must be");
    assertThatCode(() -> binding(true).judge(bound(), proved(proof("1"))))
        .doesNotThrowAnyException();
  }
}
