package io.portreeve.gateway.oauth;

import static io.portreeve.gateway.oauth.TwoIssuers.assertInvalid;
import static io.portreeve.gateway.oauth.TwoIssuers.assertProves;
import static io.portreeve.gateway.oauth.TwoIssuers.assertRejected;
import static io.portreeve.gateway.oauth.TwoIssuers.identify;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.gateway.identity.Presented;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of two trusted issuers and of everybody else, good and bad. */
class AccessTokensTest {
  private final TwoIssuers issuers = new TwoIssuers();
  private final ManualClock clock = issuers.clock;
  private final TestIssuer corp = issuers.corp;
  private final TestIssuer partner = issuers.partner;
  private final Told told = issuers.told;
  private final AccessTokens tokens = issuers.tokens(UnaryOperator.identity());

  @Test
  void goodToken_provesThePrincipalOfItsIssuer() {
    assertProves(identify(tokens, corp.token(corp.claims("anna"))), "corp/anna");
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
    assertProves(identify(tokens, partner.token(partner.claims("anna"))), "partner/anna");
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

    assertProves(
        identify(tokens, corp.token(claims)),
        "corp/anna",
        "staff",
        "dev",
        "admin",
        "guest",
        "writer");
  }

  @Test
  void scopesInAList_asSomeIssuersWriteThem_countAlike() {
    JWTClaimsSet.Builder claims =
        corp.claims("anna").claim("scope", null).claim("scp", List.of("mcp", "files:write"));

    assertProves(identify(tokens, corp.token(claims)), "corp/anna", "writer");
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
    AccessTokens also = issuers.tokens(it -> it.withAudience("api://mcp"));

    assertThat(identify(also, corp.token(corp.claims("anna").audience("api://mcp"))))
        .isInstanceOf(Identity.Authenticated.class);
    assertInvalid(
        identify(also, partner.token(partner.claims("anna").audience("api://mcp"))),
        "a token for another audience");
  }

  @Test
  void tokenOfAClientThatWasNotNamed_isRefused_whereAnyWas() {
    AccessTokens few = issuers.tokens(it -> it.withClient("phone"));

    assertInvalid(
        identify(few, corp.token(corp.claims("anna"))), "a token of a client that is not accepted");
    assertInvalid(
        identify(few, corp.token(corp.claims("anna").claim("azp", "phone"))),
        "a token of two clients");
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
    assertProves(identify(tokens, corp.token(corp.claims(subject))), "corp/" + subject);
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
    issuers.reachable = false;
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
    issuers.reachable = false;
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
    issuers.faulty = true;
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

  @Test
  void faultThatComesBack_isToldAgain() {
    Presented shown = Shown.as("bearer", corp.token(corp.claims("anna")));
    issuers.faulty = true;
    tokens.identify(shown);
    issuers.faulty = false;
    tokens.identify(shown);
    assertThat(told.lines).last().isEqualTo("INFO it answers again");
    clock.advance(Duration.ofSeconds(10));
    issuers.faulty = true;
    tokens.identify(shown);

    assertThat(told.lines).hasSize(3);
    assertThat(told.lines.getLast()).isEqualTo(told.lines.getFirst());
  }
}
