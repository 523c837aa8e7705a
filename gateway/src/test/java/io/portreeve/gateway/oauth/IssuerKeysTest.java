package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import io.portreeve.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that come and go at an issuer that can be reached, or cannot. */
@Timeout(30)
class IssuerKeysTest {
  private static final Duration REFRESH = Duration.ofMinutes(5);
  private static final Duration MAX_STALENESS = Duration.ofHours(1);

  private final ManualClock clock = ManualClock.atNewYear();
  private final TestIssuer issuer = new TestIssuer("https://id.example.com", clock);
  private boolean reachable = true;
  private int fetched;
  private final IssuerKeys keys = new IssuerKeys(this::fetch, REFRESH, MAX_STALENESS, clock);

  private byte[] fetch() throws IssuerUnavailable {
    fetched++;
    if (!reachable) {
      throw new IssuerUnavailable("not there");
    }
    return issuer.jwks();
  }

  @Test
  void keys_areFetchedAtTheFirstUse_andNotAgainWhileTheyAreFresh() throws Exception {
    IssuerKeys.Keys first = keys.current();
    clock.advance(REFRESH.minusMillis(1));

    assertThat(keys.current()).isEqualTo(first);
    assertThat(fetched).isEqualTo(1);
  }

  @Test
  void withdrawnKey_isGone_whenTheKeysAreRefreshed() throws Exception {
    IssuerKeys.Keys first = keys.current();
    issuer.rotate();
    issuer.forgetOlderKeys();
    clock.advance(REFRESH);

    assertThat(keys.current().set().getKeys()).doesNotContainAnyElementsOf(first.set().getKeys());
  }

  @Test
  void keysThatAreStillTheSame_keepTheirNumber() throws Exception {
    IssuerKeys.Keys first = keys.current();
    clock.advance(REFRESH);

    assertThat(keys.current().number()).isEqualTo(first.number());
    assertThat(fetched).isEqualTo(2);
  }

  @Test
  void keyNobodyKnows_makesThemFetchedOnceInAnInterval_howeverOftenItIsNamed() throws Exception {
    IssuerKeys.Keys seen = keys.current();
    clock.advance(IssuerKeys.INTERVAL);
    for (int i = 0; i < 100; i++) {
      seen = keys.newerThan(seen);
    }
    assertThat(fetched).isEqualTo(2);
  }

  @Test
  void newKey_isThere_asSoonAsATokenNamesIt() throws Exception {
    IssuerKeys.Keys seen = keys.current();
    clock.advance(IssuerKeys.INTERVAL);
    issuer.rotate();

    assertThat(keys.newerThan(seen).set().getKeys()).hasSize(2);
  }

  @Test
  void keysThatWereReplacedMeanwhile_areNotFetchedAgain() throws Exception {
    IssuerKeys.Keys old = keys.current();
    clock.advance(IssuerKeys.INTERVAL);
    issuer.rotate();
    IssuerKeys.Keys newer = keys.newerThan(old);
    clock.advance(IssuerKeys.INTERVAL);

    assertThat(keys.newerThan(old)).isEqualTo(newer);
    assertThat(fetched).isEqualTo(2);
  }

  @Test
  void issuerThatCannotBeReached_isBelievedUntilItsKeysAreStale_andNoLonger() throws Exception {
    IssuerKeys.Keys first = keys.current();
    reachable = false;
    clock.advance(MAX_STALENESS.minusMillis(1));
    assertThat(keys.current()).isEqualTo(first);

    clock.advance(Duration.ofMillis(1));

    assertThatThrownBy(keys::current).isInstanceOf(IssuerUnavailable.class);
  }

  @Test
  void issuerThatWasNeverReached_isAskedOncePerInterval_andHasNoKeys() {
    reachable = false;
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(keys::current).isInstanceOf(IssuerUnavailable.class);
    }
    assertThat(fetched).isEqualTo(1);
  }

  @Test
  void issuerThatComesBack_isBelievedAgain() throws Exception {
    reachable = false;
    assertThatThrownBy(keys::current).isInstanceOf(IssuerUnavailable.class);
    reachable = true;
    clock.advance(IssuerKeys.INTERVAL);

    assertThat(keys.current().set().getKeys()).hasSize(1);
  }

  @Test
  void clockThatStepsBack_makesKeysOld_notFreshForEver() throws Exception {
    keys.current();
    reachable = false;
    clock.advance(Duration.ofSeconds(-1));

    assertThatThrownBy(keys::current).isInstanceOf(IssuerUnavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"keys\":[{}]}", "{\"keys\":\"x\"}", "<html>"})
  void answerThatIsNoKeySet_isNoAnswer(String body) {
    IssuerKeys wrong =
        new IssuerKeys(() -> body.getBytes(StandardCharsets.UTF_8), REFRESH, MAX_STALENESS, clock);

    assertThatThrownBy(wrong::current).isInstanceOf(IssuerUnavailable.class);
  }

  /** Whoever knows a symmetric key can make tokens; if it were taken, everybody could. */
  @Test
  void symmetricKey_isNoneToCheckWith() throws Exception {
    OctetSequenceKey secret = new OctetSequenceKeyGenerator(256).keyID("s").generate();
    byte[] body = new JWKSet(secret).toString(false).getBytes(StandardCharsets.UTF_8);

    IssuerKeys leaking = new IssuerKeys(() -> body, REFRESH, MAX_STALENESS, clock);

    assertThat(leaking.current().set().getKeys()).isEmpty();
  }

  @Test
  void othersGoOnWithTheKeysThatAreHeld_whileOneFetchesThemAgain() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicReference<IssuerKeys.Source> source = new AtomicReference<>(issuer::jwks);
    IssuerKeys shared = new IssuerKeys(() -> source.get().fetch(), REFRESH, MAX_STALENESS, clock);
    IssuerKeys.Keys held = shared.current();
    source.set(() -> {
      asked.countDown();
      answer.await();
      return issuer.jwks();
    });
    clock.advance(REFRESH);
    Thread fetching =
        Thread.startVirtualThread(() -> {
          try {
            shared.current();
          } catch (IssuerUnavailable | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    asked.await();

    assertThat(shared.current()).isEqualTo(held);

    answer.countDown();
    fetching.join();
  }
}
