package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.identity.Presented;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.testkit.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of two trusted issuers and of everybody else, good, bad and forged. */
class AccessTokensTest {
  private static final String CORP = "https://id.example.com";
  private static final String PARTNER = "https://partner.example.com";

  private final ManualClock clock = ManualClock.atNewYear();
  private final TestIssuer corp = new TestIssuer(CORP, clock);
  private final TestIssuer partner = new TestIssuer(PARTNER, clock);
  private final Told told = new Told(clock);
  private volatile boolean reachable = true;
  private boolean faulty;
  private final AccessTokens tokens = tokens(UnaryOperator.identity());

  private AccessTokens tokens(UnaryOperator<TestSettings> change) {
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
        new SignedTokens(keys, own),
        Optional.empty(),
        new Requirements(name, own, all, binding, this::now));
  }

  private Instant now() {
    if (faulty) {
      throw new IllegalStateException("secret");
    }
    return clock.instant();
  }

  private byte[] fetched(TestIssuer issuer) throws IssuerUnavailable {
    if (!reachable) {
      throw new IssuerUnavailable("not there");
    }
    return issuer.jwks();
  }

  private static Identity identify(AccessTokens tokens, String token) {
    return tokens.identify(Shown.as("bearer", token));
  }

  private static void assertRejected(Identity identity, Reason reason, String detail) {
    assertThat(identity).isEqualTo(new Identity.Rejected(reason, detail));
  }

  private static void assertInvalid(Identity identity, String detail) {
    assertRejected(identity, Reason.CREDENTIAL_INVALID, detail);
  }

  private static Principal principal(String id, String... roles) {
    return new Principal(id, Set.of(roles), Principal.Authentication.ACCESS_TOKEN);
  }

  @Test
  void goodToken_provesThePrincipalOfItsIssuer() {
    assertThat(identify(tokens, corp.token(corp.claims("anna"))))
        .isEqualTo(new Identity.Authenticated(principal("corp/anna")));
  }

  /** Decoders pass over what is no base64url: one token must not have many spellings. */
  @ParameterizedTest
  @ValueSource(strings = {",", " ", "\t", "\"", "\u00e4", "\n", "=a", "%"})
  void goodTokenWithSomethingBehindIt_isNone(String more) {
    String good = corp.token(corp.claims("anna"));

    assertInvalid(identify(tokens, good + more), "neither a key of ours nor a token");
  }

  @Test
  void sameSubjectOfTwoIssuers_isTwoPrincipals() {
    assertThat(identify(tokens, partner.token(partner.claims("anna"))))
        .isEqualTo(new Identity.Authenticated(principal("partner/anna")));
  }

  @Test
  void roles_comeFromTheClaimsAndScopesThatWereNamed_andFromNoOthers() {
    JWTClaimsSet.Builder claims =
        corp.claims("anna")
            .claim("groups", List.of("/Staff Members", "/Others", "dev", "Not A Role", 7))
            .claim("realm_access", Map.of("roles", List.of("admin")))
            .claim("https://example.com/roles", "guest")
            .claim("roles", List.of("root"))
            .claim("scope", "mcp files:write files:read");

    assertThat(identify(tokens, corp.token(claims)))
        .isEqualTo(
            new Identity.Authenticated(
                principal("corp/anna", "staff", "dev", "admin", "guest", "writer")));
  }

  @Test
  void scopesInAList_asSomeIssuersWriteThem_countAlike() {
    JWTClaimsSet.Builder claims =
        corp.claims("anna").claim("scope", null).claim("scp", List.of("mcp", "files:write"));

    assertThat(identify(tokens, corp.token(claims)))
        .isEqualTo(new Identity.Authenticated(principal("corp/anna", "writer")));
  }

  @Test
  void tokenWithoutAScopeThatAllMustHave_isGoodButNotForEnough() {
    for (String scope : List.of("", "mcp2", "xmcp", "MCP", "files:write")) {
      assertRejected(
          identify(tokens, corp.token(corp.claims("anna").claim("scope", scope))),
          Reason.CREDENTIAL_INSUFFICIENT,
          "a token without a scope that all must have");
    }
  }

  // --- Whom it is for -----------------------------------------------------------------------

  @Test
  void tokenForAnotherAudience_isRefused() {
    for (String audience :
        List.of(
            "https://other.example.com/mcp",
            TestIssuer.RESOURCE + "/",
            TestIssuer.RESOURCE + "/other",
            "https://mcp.example.com",
            TestIssuer.RESOURCE.replace("https:", "http:"),
            "")) {
      assertInvalid(
          identify(tokens, corp.token(corp.claims("anna").audience(audience))),
          "a token for another audience");
    }
  }

  @Test
  void tokenForNobodyInParticular_isRefused() {
    assertInvalid(
        identify(tokens, corp.token(corp.claims("anna").audience((String) null))),
        "a token for another audience");
  }

  @Test
  void tokenForUsAndOthers_isAccepted() {
    JWTClaimsSet.Builder claims =
        corp.claims("anna").audience(List.of("account", TestIssuer.RESOURCE));

    assertThat(identify(tokens, corp.token(claims))).isInstanceOf(Identity.Authenticated.class);
  }

  @Test
  void audienceThatTheOperatorNamedForAnIssuer_isAcceptedFromThatOneOnly() {
    AccessTokens also = tokens(it -> it.withAudience("api://mcp"));

    assertThat(identify(also, corp.token(corp.claims("anna").audience("api://mcp"))))
        .isInstanceOf(Identity.Authenticated.class);
    assertInvalid(
        identify(also, partner.token(partner.claims("anna").audience("api://mcp"))),
        "a token for another audience");
  }

  @Test
  void tokenOfAClientThatWasNotNamed_isRefused_whereAnyWas() {
    AccessTokens few = tokens(it -> it.withClient("phone"));

    assertInvalid(
        identify(few, corp.token(corp.claims("anna"))), "a token of a client that is not accepted");
    assertInvalid(
        identify(few, corp.token(corp.claims("anna").claim("azp", "phone"))),
        "a token of a client that is not accepted");
    assertInvalid(
        identify(few, corp.token(corp.claims("anna").claim("client_id", null))),
        "a token of a client that is not accepted");
    assertThat(
            identify(
                few,
                corp.token(corp.claims("anna").claim("client_id", null).claim("azp", "phone"))))
        .isInstanceOf(Identity.Authenticated.class);
  }

  // --- When it is good ----------------------------------------------------------------------

  @Test
  void expiredToken_isRefused_whenTheSkewIsOver_alsoIfItWasGoodBefore() {
    String token = corp.token(corp.claims("anna"));
    clock.advance(Duration.ofMinutes(10).plusSeconds(29));
    assertThat(identify(tokens, token)).isInstanceOf(Identity.Authenticated.class);

    clock.advance(Duration.ofSeconds(2));

    assertRejected(identify(tokens, token), Reason.CREDENTIAL_EXPIRED, "a token that has expired");
  }

  static Stream<UnaryOperator<JWTClaimsSet.Builder>> outOfTime() {
    Instant now = ManualClock.atNewYear().instant();
    Date later = Date.from(now.plusSeconds(40));
    return Stream.of(
        claims -> claims.expirationTime(null),
        claims -> claims.notBeforeTime(later),
        claims -> claims.issueTime(later));
  }

  @ParameterizedTest
  @MethodSource("outOfTime")
  void tokenOfTheFutureOrWithoutAnEnd_isRefused(UnaryOperator<JWTClaimsSet.Builder> change) {
    assertInvalid(
        identify(tokens, corp.token(change.apply(corp.claims("anna")))),
        "a token of another issuer, of the future, or without an end");
  }

  // --- Who made it --------------------------------------------------------------------------

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
    AccessTokens strict = tokens(TestSettings::withType);
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

  // --- Whose it is --------------------------------------------------------------------------

  @Test
  void tokenThatNamesNobody_isRefused() {
    assertInvalid(
        identify(tokens, corp.token(corp.claims("anna").subject(null))),
        "a token that names no principal");
    assertInvalid(identify(tokens, corp.token(corp.claims(""))), "a token that names no principal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"an na", "anna\n", "\u202eanna", "<b>anna</b>", "ännä"})
  void nameThatLogsAndRulesCannotWrite_isRefused(String subject) {
    assertInvalid(
        identify(tokens, corp.token(corp.claims(subject))),
        "a token for a name that nobody can have here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth0|1234", "7b9c2f1e-0000-4000", "anna@example.com", "a+b=~c"})
  void nameAsIssuersMakeThem_isAccepted(String subject) {
    assertThat(identify(tokens, corp.token(corp.claims(subject))))
        .isEqualTo(new Identity.Authenticated(principal("corp/" + subject)));
  }

  // --- Rotation -----------------------------------------------------------------------------

  @Test
  void tokenOfANewKey_isAcceptedAtOnce() {
    assertThat(identify(tokens, corp.token(corp.claims("anna"))))
        .isInstanceOf(Identity.Authenticated.class);
    corp.rotate();
    clock.advance(IssuerKeys.INTERVAL);

    assertThat(identify(tokens, corp.token(corp.claims("anna"))))
        .isInstanceOf(Identity.Authenticated.class);
  }

  @Test
  void tokenOfAWithdrawnKey_isRefused_whenTheKeysAreRefreshed_thoughItWasGoodBefore() {
    String token = corp.token(corp.claims("anna"));
    assertThat(identify(tokens, token)).isInstanceOf(Identity.Authenticated.class);
    corp.rotate();
    corp.forgetOlderKeys();
    clock.advance(Duration.ofMinutes(5));

    assertInvalid(identify(tokens, token), "a token of no accepted type, algorithm or key");
  }

  @Test
  void nobodyGetsIn_whoseIssuerWasNotReachedForTooLong_thoughHisTokenIsStillGood() {
    String token =
        corp.token(
            corp.claims("anna").expirationTime(Date.from(clock.instant().plusSeconds(90_000))));
    assertThat(identify(tokens, token)).isInstanceOf(Identity.Authenticated.class);
    reachable = false;
    clock.advance(Duration.ofMinutes(59));
    assertThat(identify(tokens, token)).isInstanceOf(Identity.Authenticated.class);

    clock.advance(Duration.ofMinutes(1));

    assertRejected(
        identify(tokens, token),
        Reason.CREDENTIAL_UNCHECKED,
        "the keys of the issuer cannot be had");
  }

  @Test
  void tokenOfAKeyThatNobodyKnows_isNotSaidToBeBad_whileKeysCannotBeFetched() {
    identify(tokens, corp.token(corp.claims("anna")));
    reachable = false;
    clock.advance(IssuerKeys.INTERVAL);
    corp.rotate();

    assertRejected(
        identify(tokens, corp.token(corp.claims("anna"))),
        Reason.CREDENTIAL_UNCHECKED,
        "the keys of the issuer cannot be had");
  }

  /** A fault of ours lets nobody in, and the operator learns where it is: but not from a token. */
  @Test
  void faultOfOurs_isARefusal_andTold() {
    Presented shown = Shown.as("bearer", corp.token(corp.claims("anna")));
    faulty = true;
    for (int i = 0; i < 3; i++) {
      assertRejected(
          tokens.identify(shown), Reason.CREDENTIAL_UNCHECKED, "a token that could not be judged");
    }
    assertThat(told.lines)
        .singleElement()
        .asString()
        .startsWith("WARNING it fails: java.lang.IllegalStateException at ")
        .doesNotContain("secret", shown.token());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
