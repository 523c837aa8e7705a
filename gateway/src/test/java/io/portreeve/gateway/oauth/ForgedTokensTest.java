package io.portreeve.gateway.oauth;

import static io.portreeve.gateway.oauth.TwoIssuers.assertInvalid;
import static io.portreeve.gateway.oauth.TwoIssuers.identify;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.portreeve.guard.Identity;
import io.portreeve.testkit.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that no trusted issuer made, and what is no token. */
class ForgedTokensTest {
  private final TwoIssuers issuers = new TwoIssuers();
  private final ManualClock clock = issuers.clock;
  private final TestIssuer corp = issuers.corp;
  private final TestIssuer partner = issuers.partner;
  private final AccessTokens tokens = issuers.tokens(UnaryOperator.identity());

  @Test
  void tokenOfAnIssuerNobodyNamed_isRefused() {
    TestIssuer stranger = new TestIssuer("https://evil.example.com", clock);

    assertInvalid(
        identify(tokens, stranger.token(stranger.claims("anna"))),
        "a token of an issuer that nobody named");
  }

  /** One trusted issuer must not be able to speak for another. */
  @Test
  void tokenThatOneIssuerSignsInTheNameOfAnother_isRefused() {
    String token =
        TestIssuer.token(partner.header().build(), corp.claims("anna"), partner.signing());

    assertInvalid(identify(tokens, token), "a token of no accepted type, algorithm or key");
  }

  @Test
  void tokenSignedByAnotherKeyUnderTheNameOfTheRightOne_isRefused() {
    ECKey forger = TestIssuer.key(corp.signing().getKeyID());

    assertInvalid(
        identify(tokens, TestIssuer.token(corp.header().build(), corp.claims("anna"), forger)),
        "a signature that is of none of the issuer's keys");
  }

  @Test
  void keyThatATokenBringsAlong_provesNothing() {
    ECKey forger = TestIssuer.key("forger");
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .jwk(forger.toPublicJWK())
            .jwkURL(URI.create("https://evil.example.com/jwks"))
            .build();

    assertInvalid(
        identify(tokens, TestIssuer.token(header, corp.claims("anna"), forger)),
        "a signature that is of none of the issuer's keys");
  }

  @Test
  void tokenWithoutASignature_isRefused_howeverNoneIsWritten() {
    String good = corp.token(corp.claims("anna"));
    String[] parts = good.split("\\.", -1);
    assertInvalid(
        identify(tokens, new PlainJWT(corp.claims("anna").build()).serialize()),
        "neither a key of ours nor a signed token");
    for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
      String header = base64("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\"}");
      for (String signature : List.of("", parts[2])) {
        assertThat(identify(tokens, header + "." + parts[1] + "." + signature))
            .isInstanceOf(Identity.Rejected.class);
      }
    }
  }

  /** Algorithm confusion: the public key, which everybody has, as the secret of an HMAC. */
  @Test
  void tokenMadeWithThePublicKeyAsASecret_isRefused() throws Exception {
    for (byte[] secret :
        List.of(
            corp.signing().toECPublicKey().getEncoded(),
            corp.signing().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(corp.signing().getKeyID()).build(),
              corp.claims("anna").build());
      token.sign(new MACSigner(secret));

      assertInvalid(
          identify(tokens, token.serialize()), "a token of no accepted type, algorithm or key");
    }
  }

  /** An issuer may have keys for other things, too, that the operator does not trust for this. */
  @Test
  void tokenOfAnAlgorithmThatTheOperatorDoesNotList_isRefused_thoughItsKeyIsPublished()
      throws Exception {
    ECKey other = corp.publish(new ECKeyGenerator(Curve.P_384).keyID("corp-384").generate());
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES384).keyID(other.getKeyID()).build();

    assertInvalid(
        identify(tokens, TestIssuer.token(header, corp.claims("anna"), other)),
        "a token of no accepted type, algorithm or key");
  }

  @Test
  void encryptedToken_isRefused() throws Exception {
    EncryptedJWT token =
        new EncryptedJWT(
            new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A128GCM), corp.claims("anna").build());
    token.encrypt(new DirectEncrypter(new byte[16]));

    assertInvalid(identify(tokens, token.serialize()), "neither a key of ours nor a signed token");
  }

  @Test
  void changedToken_isRefused_evenIfTheOriginalIsRemembered() {
    String good = corp.token(corp.claims("anna"));
    String other = corp.token(corp.claims("bert"));
    assertThat(identify(tokens, good)).isInstanceOf(Identity.Authenticated.class);
    String[] a = good.split("\\.", -1);
    String[] b = other.split("\\.", -1);

    assertInvalid(
        identify(tokens, a[0] + "." + b[1] + "." + a[2]),
        "a signature that is of none of the issuer's keys");
    assertInvalid(
        identify(tokens, a[0] + "." + a[1] + "." + b[2]),
        "a signature that is of none of the issuer's keys");
  }

  @Test
  void tokenOfAnotherKind_isRefused() {
    for (String type : List.of("dpop+jwt", "logout+jwt", "oauth-id-jag+jwt", "secevent+jwt")) {
      JWSHeader header = corp.header().type(new JOSEObjectType(type)).build();
      assertInvalid(
          identify(tokens, TestIssuer.token(header, corp.claims("anna"), corp.signing())),
          "a token of no accepted type, algorithm or key");
    }
  }

  @Test
  void tokenThatDoesNotSayWhatItIsFor_isRefused_whereThatIsRequired() {
    AccessTokens strict = issuers.tokens(TestSettings::withType);
    for (String type : List.of("at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+jwt")) {
      JWSHeader access = corp.header().type(new JOSEObjectType(type)).build();
      String good = TestIssuer.token(access, corp.claims("anna"), corp.signing());
      assertThat(identify(strict, good)).isInstanceOf(Identity.Authenticated.class);
      assertThat(identify(tokens, good)).isInstanceOf(Identity.Authenticated.class);
    }
    JWSHeader header = corp.header().type(JOSEObjectType.JWT).build();
    String token = TestIssuer.token(header, corp.claims("anna"), corp.signing());

    assertThat(identify(tokens, token)).isInstanceOf(Identity.Authenticated.class);
    assertInvalid(identify(strict, token), "a token of no accepted type, algorithm or key");
  }

  @Test
  void tokenWithACriticalExtensionThatNobodyKnows_isRefused() {
    JWSHeader header = corp.header().criticalParams(Set.of("exp2")).customParam("exp2", 1).build();

    assertThat(identify(tokens, TestIssuer.token(header, corp.claims("anna"), corp.signing())))
        .isInstanceOf(Identity.Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "e30.e30.", "e30.e30.e30", "a.b.c.d.e", "\u0000"})
  void textThatIsNoToken_isRefused(String text) {
    assertThat(identify(tokens, text)).isInstanceOf(Identity.Rejected.class);
  }

  @Test
  void overlongToken_isRefused_beforeItIsRead() {
    assertInvalid(
        identify(tokens, corp.token(corp.claims("anna").claim("x", "x".repeat(20_000)))),
        "a token that is too long");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
