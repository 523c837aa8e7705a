package io.portreeve.gateway.oauth;

import static io.portreeve.gateway.oauth.TwoIssuers.assertProves;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.IntrospectionSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.identity.Presented;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.tls.WrittenTls;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer that is asked what tokens are worth, over HTTP. */
@Timeout(120)
class IntrospectionTest {
  private static final Duration CACHE = Duration.ofSeconds(15);
  private static final String ACTIVE =
      "{\"active\":true,\"sub\":\"anna\",\"aud\":\"https://mcp.example.com/mcp\",\"scope\":\"mcp\"}";
  private static final String DOWN = "";

  private final ManualClock clock = ManualClock.atNewYear();
  private final Map<String, String> said = new ConcurrentHashMap<>();
  private final HttpEngine engine = HttpEngine.start(1);
  private final ScriptedHttp http = ScriptedHttp.start(this::serve);
  private final TestIssuer issuer = new TestIssuer(http.url("").toString(), clock);
  private volatile CountDownLatch turn = new CountDownLatch(0);
  private volatile String secret = "s:cret";
  private final Issuers issuers = issuers();
  private final AccessTokens tokens = tokens(false);

  private void serve(HttpAsked asked, HttpWire wire) throws Exception {
    switch (asked.target()) {
      case "/keys" -> wire.whole(200, "application/json", issuer.jwks());
      case "/introspect" -> {
        turn.await();
        String token = asked.body().replaceFirst("^token=", "").replaceFirst("&.*", "");
        String answer = said.getOrDefault(token, "{\"active\":false}");
        if (answer.equals(DOWN)) {
          wire.empty(503);
        } else {
          wire.json(200, answer);
        }
      }
      default ->
          wire.json(
              200,
              "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(http.url(""), http.url("/keys")));
    }
  }

  private Issuers issuers() {
    var secrets = new SecretSource(_ -> Optional.of(secret));
    var issuers =
        Issuers.open(
            engine,
            secrets,
            new WrittenTls(secrets, clock, (_, _, _) -> {}),
            new ProofMemory(clock),
            clock);
    issuers.find(AddressResolver.system());
    return issuers;
  }

  private AccessTokens tokens(boolean signed) {
    return tokens(signed, CACHE);
  }

  private AccessTokens tokens(boolean signed, Duration cache) {
    IntrospectionSettings asked =
        new IntrospectionSettings(
            http.url("/introspect"),
            "gate way",
            new Reference.InEnvironment("SECRET"),
            signed,
            cache);
    return issuers.tokens(
        TestSettings.oauth(
            TestIssuer.RESOURCE,
            List.of("mcp"),
            TestSettings.usual().withIntrospection(asked).of(http.url(""))));
  }

  @AfterEach
  void close() {
    issuers.close();
    engine.close();
    http.close();
  }

  private Identity identify(String token) {
    return tokens.identify(Shown.as("bearer", token));
  }

  private static void assertRejected(Identity identity, Reason reason) {
    assertThat(identity)
        .isInstanceOfSatisfying(
            Identity.Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }

  @Test
  void tokenThatItsIssuerCallsActive_provesWhomItSays() throws Exception {
    said.put("opaque", ACTIVE);

    assertProves(identify("opaque"), "corp/anna");

    HttpAsked asked = http.next();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.body()).isEqualTo("token=opaque&token_type_hint=access_token");
    String both = "gate+way:s%3Acret";
    assertThat(asked.field("authorization"))
        .contains(
            "Basic "
                + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void answer_isBelievedForAsLongAsTheOperatorSays_andNoLonger() {
    said.put("opaque", ACTIVE);
    assertProves(identify("opaque"), "corp/anna");
    said.put("opaque", "{\"active\":false}");
    clock.advance(CACHE.minusMillis(1));
    assertProves(identify("opaque"), "corp/anna");

    clock.advance(Duration.ofMillis(1));

    assertRejected(identify("opaque"), Reason.CREDENTIAL_REVOKED);
    assertThat(http.rest()).hasSize(2);
  }

  @Test
  void issuerThatDoesNotAnswer_letsNobodyIn_onceItsLastAnswerIsOld() {
    said.put("opaque", ACTIVE);
    assertProves(identify("opaque"), "corp/anna");
    said.put("opaque", DOWN);
    clock.advance(CACHE);

    assertRejected(identify("opaque"), Reason.CREDENTIAL_UNCHECKED);
  }

  /** A reload must not let an issuer that is down shut everybody out. */
  @Test
  void nextConfiguration_keepsWhatIsKnownOfAnIssuer_ofWhichItSaysTheSame() {
    String signed = issuer.token(issuer.claims("anna"));
    said.put("opaque", ACTIVE);
    assertProves(identify("opaque"), "corp/anna");
    assertProves(identify(signed), "corp/anna");
    http.rest();

    AccessTokens next = tokens(false);

    assertProves(next.identify(Shown.as("bearer", "opaque")), "corp/anna");
    assertProves(next.identify(Shown.as("bearer", signed)), "corp/anna");
    assertThat(http.rest()).isEmpty();
  }

  @Test
  void nextConfiguration_asksAgain_whereItSaysSomethingElse() {
    said.put("opaque", ACTIVE);
    assertProves(identify("opaque"), "corp/anna");
    said.remove("opaque");

    Presented shown = Shown.as("bearer", "opaque");
    assertRejected(tokens(false, CACHE.plusSeconds(1)).identify(shown), Reason.CREDENTIAL_REVOKED);
    assertProves(tokens(false).identify(shown), "corp/anna");
    secret = "another";
    assertRejected(tokens(false).identify(shown), Reason.CREDENTIAL_REVOKED);
  }

  @Test
  void tokenThatNobodyKnows_isAskedAboutOnce_whileTheAnswerIsFresh() {
    for (int i = 0; i < 10; i++) {
      assertRejected(identify("invented"), Reason.CREDENTIAL_REVOKED);
    }
    assertThat(http.rest()).hasSize(1);
  }

  /** As the streams of one client do, which are all looked at in the same second. */
  @Test
  void tokenThatManyShowAtOnce_isAskedAboutOnce_andWhoeverLeavesSpoilsNothing() throws Exception {
    said.put("opaque", ACTIVE);
    turn = new CountDownLatch(1);
    FutureTask<Identity> left = new FutureTask<>(() -> identify("opaque"));
    Thread stranger = Thread.startVirtualThread(left);
    http.next();
    List<FutureTask<Identity>> asking =
        Stream.generate(() -> new FutureTask<>(() -> identify("opaque"))).limit(20).toList();
    for (FutureTask<Identity> each : asking) {
      Eventually.waits(Thread.startVirtualThread(each));
    }
    stranger.interrupt();
    assertRejected(left.get(), Reason.CREDENTIAL_UNCHECKED);

    turn.countDown();

    for (FutureTask<Identity> each : asking) {
      assertProves(each.get(), "corp/anna");
    }
    assertThat(http.rest()).isEmpty();
  }

  /** What an issuer says is held to the same rules as what it signs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"active\":true,\"sub\":\"anna\",\"scope\":\"mcp\"}",
        "{\"active\":true,\"sub\":\"anna\",\"aud\":\"https://other\",\"scope\":\"mcp\"}",
        "{\"active\":true,\"aud\":\"https://mcp.example.com/mcp\",\"scope\":\"mcp\"}",
        "{\"active\":true,\"sub\":\"anna\",\"aud\":\"https://mcp.example.com/mcp\",\"iss\":\"x\"}",
        "{\"active\":true,\"sub\":\"anna\",\"aud\":\"https://mcp.example.com/mcp\",\"cnf\":{\"jkt\":\"x\"}}"
      })
  void activeToken_thatIsNotForUs_isRefused(String answer) {
    said.put("opaque", answer);

    assertRejected(identify("opaque"), Reason.CREDENTIAL_INVALID);
  }

  @Test
  void activeToken_thatHasExpiredAllTheSame_isRefused() {
    long old = clock.instant().minusSeconds(60).getEpochSecond();
    said.put("opaque", ACTIVE.replace("}", ",\"exp\":" + old + "}"));

    assertRejected(identify("opaque"), Reason.CREDENTIAL_EXPIRED);
  }

  @Test
  void activeTokenWithoutTheScope_isNotEnough() {
    said.put("opaque", ACTIVE.replace("\"mcp\"", "\"other\""));

    assertRejected(identify("opaque"), Reason.CREDENTIAL_INSUFFICIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "null",
        "{\"active\":\"true\"}",
        "{\"active\":1}",
        "{\"sub\":\"anna\"}"
      })
  void answerThatDoesNotSayActive_isNone(String answer) {
    said.put("opaque", answer);

    assertThat(identify("opaque")).isInstanceOf(Identity.Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a&token=b", "ä", "a\n", "a=b"})
  void textThatCannotBeAToken_goesNowhere(String text) {
    assertRejected(identify(text), Reason.CREDENTIAL_INVALID);
    assertThat(http.rest()).isEmpty();
  }

  /** A signed token of somebody else must not be shown to the issuer that is asked. */
  @Test
  void signedToken_isNotShownToAnybody_unlessTheOperatorSaysSo() {
    TestIssuer stranger = new TestIssuer("https://evil.example.com", clock);
    assertProves(identify(issuer.token(issuer.claims("anna"))), "corp/anna");
    assertRejected(identify(stranger.token(stranger.claims("anna"))), Reason.CREDENTIAL_INVALID);

    assertThat(http.rest()).extracting(HttpAsked::target).doesNotContain("/introspect");
  }

  @Test
  void signedTokenThatWasRevoked_isRefused_whereTheIssuerIsAskedAboutThose() {
    AccessTokens asking = tokens(true);
    String token = issuer.token(issuer.claims("anna"));
    said.put(token, ACTIVE);
    assertProves(asking.identify(Shown.as("bearer", token)), "corp/anna");
    said.remove(token);
    clock.advance(CACHE);

    assertRejected(asking.identify(Shown.as("bearer", token)), Reason.CREDENTIAL_REVOKED);
  }

  @Test
  void forgedToken_isRefused_beforeAnybodyIsAskedAboutIt() {
    AccessTokens asking = tokens(true);
    String forged =
        TestIssuer.token(
            issuer.header().build(),
            issuer.claims("anna"),
            TestIssuer.key(issuer.signing().getKeyID()));
    said.put(forged, ACTIVE);

    assertRejected(asking.identify(Shown.as("bearer", forged)), Reason.CREDENTIAL_INVALID);
    assertThat(http.rest()).extracting(HttpAsked::target).doesNotContain("/introspect");
  }
}
