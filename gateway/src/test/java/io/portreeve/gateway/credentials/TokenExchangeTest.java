package io.portreeve.gateway.credentials;

import static io.portreeve.gateway.credentials.AuthorizationServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.upstream.UpstreamCredential;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.server.HttpAsked;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An authorization server that exchanges tokens, well and badly. */
@Timeout(120)
class TokenExchangeTest {
  private static final Exchange ANNAS =
      Exchanges.asking(new CallTool(JsonObject.of("name", JsonString.of("a"))));

  private final AuthorizationServer server = new AuthorizationServer();
  private final Map<String, Subject> subjects = new HashMap<>();
  private final UserTokens tokens = server.tokens(subjects);

  TokenExchangeTest() {
    subjects.put("anna", server.subject("anna"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String shown() throws InterruptedException {
    return switch (tokens.of(ANNAS)) {
      case UpstreamCredential.Granted granted -> Bearer.of(granted);
      case UpstreamCredential.LoginNeeded _ -> "login";
      case UpstreamCredential.Unavailable none -> "none: " + none.why();
    };
  }

  private Subject anna() {
    return Objects.requireNonNull(subjects.get("anna"));
  }

  private String annas() {
    return anna().token();
  }

  /** What the server says of a token for us, as a good one would. */
  private JWTClaimsSet.Builder good() {
    return server.issuer.claims("anna").audience(AuthorizationServer.AUDIENCE);
  }

  private void gives(JWTClaimsSet.Builder claims) {
    server.gives(answer(server.issuer.token(claims), 300));
  }

  // --- what is asked ---

  @Test
  void exchange_asksForOneServer_onBehalfOfTheCaller_andProvesWhoWeAre() throws Exception {
    server.gives(answer("theirs", 300));
    assertThat(shown()).isEqualTo("theirs");
    HttpAsked asked = server.asked().getFirst();
    assertThat(AuthorizationServer.form(asked))
        .isEqualTo(
            Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token", annas(),
                "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                "requested_token_type", "urn:ietf:params:oauth:token-type:access_token",
                "audience", "tickets",
                "scope", "read write"));
    assertThat(asked.field("authorization")).contains("Basic Z2F0ZSt3YXk6cyUzQWNyZXQ=");
  }

  @Test
  void exchange_mayProveWhoWeAre_withAKey() throws Exception {
    ECKey key = TestIssuer.key("ours");
    ClientAuthentication us =
        new ClientAuthentication.PrivateKeyJwt(
            "gateway", SigningKey.of(Secret.ofText(key.toJSONString()), server.clock));
    UserTokens signing =
        new UserTokens(
            _ -> Optional.of(anna()),
            server.exchange(server.endpoint(us, Duration.ofSeconds(20))),
            List.of(),
            server.clock);
    server.gives(answer("theirs", 300));
    assertThat(signing.of(ANNAS)).isInstanceOf(UpstreamCredential.Granted.class);
    HttpAsked asked = server.asked().getFirst();
    assertThat(asked.field("authorization")).isEmpty();
    SignedJWT assertion = SignedJWT.parse(AuthorizationServer.form(asked).get("client_assertion"));
    assertThat(assertion.verify(new ECDSAVerifier(key))).isTrue();
    JWTClaimsSet claims = assertion.getJWTClaimsSet();
    assertThat(List.of(claims.getIssuer(), claims.getSubject(), claims.getAudience().getFirst()))
        .containsExactly("gateway", "gateway", server.url().toString());
    assertThat(claims.getExpirationTime())
        .isEqualTo(Date.from(server.clock.instant().plus(Duration.ofMinutes(1))));
  }

  @Test
  void callerWithoutAToken_hasNoneExchanged() throws Exception {
    subjects.clear();
    assertThat(shown()).startsWith("none: the caller came without an access token");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void tokenOfAnotherIssuer_isShownToNobody() throws Exception {
    Subject own = server.subject("anna");
    subjects.put(
        "anna", new Subject("https://other.example", own.token(), own.expires(), own.sender()));
    assertThat(shown()).startsWith("none: the caller's token is of another issuer");
    assertThat(server.asked()).isEmpty();
  }

  // --- how long it is used ---

  @Test
  void token_isUsedUntilShortlyBeforeItsEnd() throws Exception {
    server.gives(answer("first", 300));
    assertThat(shown()).isEqualTo("first");
    server.gives(answer("second", 300));
    server.clock.advance(Duration.ofSeconds(289));
    assertThat(shown()).isEqualTo("first");
    server.clock.advance(Duration.ofSeconds(1));
    assertThat(shown()).isEqualTo("second");
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void tokenThatLivesLonger_isNotUsedAfterTheCallersHasEnded() throws Exception {
    server.gives(answer("long", 1_000_000));
    assertThat(shown()).isEqualTo("long");
    UpstreamCredential.Granted opened = UpstreamCredential.Granted.bearer("long", anna().sender());
    server.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(shown()).isEqualTo("long");
    assertThat(tokens.lasts(ANNAS, opened)).isTrue();
    server.clock.advance(Duration.ofSeconds(1));
    assertThat(shown()).startsWith("none: the token that the caller came with has expired");
    assertThat(tokens.lasts(ANNAS, opened)).isFalse();
  }

  @Test
  void tokenThatSaysNoEnd_isUsedForAMinute() throws Exception {
    server.gives(answer("first", 0).replace(",\"expires_in\":0", ""));
    shown();
    server.clock.advance(Duration.ofSeconds(60));
    shown();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void anotherTokenOfTheSameCaller_isExchangedAnew_andNamesTheSameSet() throws Exception {
    server.gives(answer("first", 300));
    UpstreamCredential.Granted first = (UpstreamCredential.Granted) tokens.of(ANNAS);
    server.clock.advance(Duration.ofSeconds(1));
    subjects.put("anna", server.subject("anna"));
    server.gives(answer("second", 300));
    UpstreamCredential.Granted second = (UpstreamCredential.Granted) tokens.of(ANNAS);
    assertThat(List.of(Bearer.of(first), Bearer.of(second))).containsExactly("first", "second");
    assertThat(first.set()).isEqualTo(second.set());
  }

  @Test
  void manyWhoNeedIt_haveItExchangedOnce() throws Exception {
    CountDownLatch turn = new CountDownLatch(1);
    server.token =
        (_, wire) -> {
          turn.await();
          wire.json(200, answer("theirs", 300));
        };
    List<FutureTask<String>> all =
        Stream.generate(() -> new FutureTask<>(this::shown)).limit(20).toList();
    all.forEach(each -> Thread.ofVirtual().start(each));
    server.http.next(it -> it.target().equals("/token"));
    turn.countDown();
    for (FutureTask<String> each : all) {
      assertThat(each.get()).isEqualTo("theirs");
    }
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void tokenThatTheServerRefuses_isExchangedAnew_butNotIfItIsBrandNew() throws Exception {
    server.gives(answer("first", 300));
    UpstreamCredential.Granted first = (UpstreamCredential.Granted) tokens.of(ANNAS);
    UpstreamCredentials.Refusal refusal = new UpstreamCredentials.Refusal(401, List.of());
    assertThat(tokens.refused(ANNAS, first, refusal)).isFalse();
    server.clock.advance(Grants.PAUSE);
    assertThat(tokens.refused(ANNAS, first, refusal)).isTrue();
    server.gives(answer("second", 300));
    assertThat(shown()).isEqualTo("second");
  }

  // --- what comes back ---

  @Test
  void goodToken_isShown() throws Exception {
    gives(good());
    assertThat(shown()).startsWith("ey");
  }

  @Test
  void tokenForSomebodyElse_isNotShown() throws Exception {
    gives(good().audience("payroll"));
    assertThat(shown()).startsWith("none: ").contains("for somebody else");
  }

  @Test
  void tokenForNobody_isNotShown() throws Exception {
    gives(good().audience((String) null));
    assertThat(shown()).startsWith("none: ").contains("for somebody else");
  }

  @Test
  void tokenOfSomebodyElse_isNotShown() throws Exception {
    gives(good().subject("bert"));
    assertThat(shown()).startsWith("none: ").contains("of somebody else");
  }

  @Test
  void tokenThatHasExpired_isNotShown() throws Exception {
    gives(good().expirationTime(Date.from(server.clock.instant())));
    assertThat(shown()).startsWith("none: ").contains("has expired");
  }

  @Test
  void callersOwnToken_isNotShown() throws Exception {
    server.gives(answer(annas(), 300));
    assertThat(shown()).startsWith("none: ").contains("the caller's own token");
  }

  private static Map<String, Object> actor(String name, Map<String, Object> before) {
    Map<String, Object> actor = new HashMap<>(Map.of("sub", name));
    if (!before.isEmpty()) {
      actor.put("act", before);
    }
    return actor;
  }

  private void annaComesThrough(Map<String, Object> actors) {
    Subject own = server.subject("anna");
    String token = server.issuer.token(server.issuer.claims("anna").claim("act", actors));
    subjects.put("anna", new Subject(own.issuer(), token, own.expires(), own.sender()));
  }

  @Test
  void whoActsForTheCaller_isStillSaid_alsoIfWeAreAddedToThem() throws Exception {
    Map<String, Object> agent = actor("agent", Map.of());
    annaComesThrough(agent);
    gives(good().claim("act", agent));
    assertThat(shown()).startsWith("ey");
    annaComesThrough(actor("agent", actor("desk", Map.of())));
    gives(good().claim("act", actor("gateway", actor("agent", actor("desk", Map.of())))));
    assertThat(shown()).startsWith("ey");
  }

  @Test
  void tokenThatHidesWhoActsForTheCaller_isNotShown() throws Exception {
    annaComesThrough(actor("agent", Map.of()));
    gives(good());
    assertThat(shown()).contains("hides who acts");
    server.clock.advance(Grants.PAUSE);
    gives(good().claim("act", actor("another", Map.of())));
    assertThat(shown()).contains("hides who acts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          urn:ietf:params:oauth:token-type:id_token     | Bearer | of another type
          ''                                            | Bearer | of another type
          urn:ietf:params:oauth:token-type:access_token | N_A    | of another use
          urn:ietf:params:oauth:token-type:access_token | DPoP   | of another use
          """)
  void tokenOfAnotherKind_isNotShown(String type, String use, String why) throws Exception {
    server.gives(answer("theirs", type, use, 300));
    assertThat(shown()).startsWith("none: ").contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"access_token\":7}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":\"a b\"}",
        "{\"access_token\":\"a\\r\\nX-Other: b\"}"
      })
  void answerWithoutAToken_isNone(String answer) throws Exception {
    server.gives(answer);
    assertThat(shown()).contains("without a token");
  }

  // --- outages ---

  static Stream<AuthorizationServer.Script> outages() {
    return Stream.of(
        (_, wire) -> wire.empty(500),
        (_, wire) -> wire.json(200, "no json"),
        (_, wire) -> wire.json(401, "{\"error\":\"invalid_client\"}"),
        (_, wire) -> wire.json(400, "{\"error\":\"invalid_target\"}"),
        (_, wire) -> wire.json(200, "{\"a\":\"" + "x".repeat(600_000) + "\"}"),
        (asked, wire) ->
            wire.whole(
                302,
                "text/plain",
                new byte[0],
                "Location: http://" + asked.field("host").orElseThrow() + "/elsewhere"));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void outage_isNoToken_toldOnce_andSoIsItsEnd(AuthorizationServer.Script script) throws Exception {
    server.token = script;
    for (int i = 0; i < 3; i++) {
      assertThat(shown()).startsWith("none: ");
      server.clock.advance(Grants.PAUSE);
    }
    assertThat(server.http.rest()).noneMatch(it -> it.target().equals("/elsewhere"));
    server.gives(answer("theirs", 300));
    assertThat(shown()).isEqualTo("theirs");
    assertThat(server.told).hasSize(2);
    assertThat(server.told.getFirst()).startsWith("WARNING it fails: ").doesNotContain(annas());
    assertThat(server.told.getLast()).isEqualTo("INFO it answers again");
  }

  @Test
  void serverThatDoesNotAnswer_isNotWaitedForLong() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    server.token = (_, _) -> never.await();
    UserTokens hurried =
        new UserTokens(
            _ -> Optional.of(anna()),
            server.exchange(server.endpoint(AuthorizationServer.US, Duration.ofMillis(300))),
            List.of(),
            server.clock);
    assertThat(hurried.of(ANNAS)).isInstanceOf(UpstreamCredential.Unavailable.class);
    never.countDown();
  }

  @Test
  void serverThatFails_isNotAskedByEveryCaller() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(shown()).startsWith("none: ");
    }
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void refusalOfOneUser_isNoOutage() throws Exception {
    server.token = (_, wire) -> wire.json(400, "{\"error\":\"invalid_grant\"}");
    assertThat(shown()).isEqualTo("none: the authorization server refused: invalid_grant");
    assertThat(server.told).isEmpty();
  }

  @Test
  void wordsOfTheServer_areNotRepeated() throws Exception {
    server.token = (_, wire) -> wire.json(400, "{\"error\":\"<b>\",\"error_description\":\"x\"}");
    assertThat(shown()).endsWith("HTTP 400 from " + server.url());
  }

  // --- nothing shows them ---

  @Test
  void whatIsPrinted_holdsNoToken() throws Exception {
    server.gives(answer("theirs", 300));
    UpstreamCredential credential = tokens.of(ANNAS);
    assertThat(credential + " " + subjects + " " + JsonObject.empty())
        .doesNotContain("theirs", annas());
  }
}
