package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that come and go at an issuer that can be reached, or cannot. */
@Timeout(120)
class IssuerKeysTest {
  private static final Duration REFRESH = Duration.ofMinutes(5);
  private static final Duration MAX_STALENESS = Duration.ofHours(1);

  private final ManualClock clock = ManualClock.atNewYear();
  private final TestIssuer issuer = new TestIssuer("https://id.example.com", clock);
  private final Told told = new Told(clock);
  private final AtomicInteger fetched = new AtomicInteger();
  private volatile boolean reachable = true;
  private final IssuerKeys keys = from(this::fetch);

  private IssuerKeys from(IssuerKeys.Source source) {
    return from(source, Duration.ofMinutes(1));
  }

  private IssuerKeys from(IssuerKeys.Source source, Duration patience) {
    return new IssuerKeys(source, REFRESH, MAX_STALENESS, patience, told.outage, clock);
  }

  private byte[] fetch() throws DocumentUnavailable {
    fetched.incrementAndGet();
    if (!reachable) {
      throw new DocumentUnavailable("not there");
    }
    return issuer.jwks();
  }

  @Test
  void keys_areFetchedAtTheFirstUse_andNotAgainWhileTheyAreFresh() throws Exception {
    IssuerKeys.Keys first = keys.current();
    clock.advance(REFRESH.dividedBy(2).minusMillis(1));

    assertThat(keys.current()).isEqualTo(first);
    assertThat(fetched).hasValue(1);
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
    assertThat(fetched).hasValue(2);
  }

  @Test
  void keyNobodyKnows_makesThemFetchedOnceInAnInterval_howeverOftenItIsNamed() throws Exception {
    IssuerKeys.Keys seen = keys.current();
    clock.advance(IssuerKeys.INTERVAL);
    for (int i = 0; i < 100; i++) {
      seen = keys.newerThan(seen);
    }
    assertThat(fetched).hasValue(2);
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
    assertThat(fetched).hasValue(2);
  }

  @Test
  void issuerThatCannotBeReached_isBelievedUntilItsKeysAreStale_andNoLonger() throws Exception {
    IssuerKeys.Keys first = keys.current();
    reachable = false;
    clock.advance(MAX_STALENESS.minusMillis(1));
    assertThat(keys.current()).isEqualTo(first);

    clock.advance(Duration.ofMillis(1));

    assertThatThrownBy(keys::current).isInstanceOf(DocumentUnavailable.class);
  }

  @Test
  void issuerThatWasNeverReached_isAskedOncePerInterval_andHasNoKeys() {
    reachable = false;
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(keys::current).isInstanceOf(DocumentUnavailable.class);
    }
    assertThat(fetched).hasValue(1);
  }

  @Test
  void outage_isToldOnce_andSoIsItsEnd() throws Exception {
    reachable = false;
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(keys::current).isInstanceOf(DocumentUnavailable.class);
      clock.advance(IssuerKeys.INTERVAL);
    }
    reachable = true;
    keys.current();

    assertThat(told.lines).containsExactly("WARNING it fails: not there", "INFO it answers again");
  }

  /** A token of a newer key may be good: that it is not cannot be said. */
  @Test
  void whetherThereAreNewerKeys_isNotKnown_whileTheyCannotBeFetched() throws Exception {
    IssuerKeys.Keys seen = keys.current();
    reachable = false;
    clock.advance(IssuerKeys.INTERVAL);

    assertThatThrownBy(() -> keys.newerThan(seen)).isInstanceOf(DocumentUnavailable.class);
    assertThat(keys.current()).isEqualTo(seen);
  }

  @Test
  void issuerThatComesBack_isBelievedAgain() throws Exception {
    reachable = false;
    assertThatThrownBy(keys::current).isInstanceOf(DocumentUnavailable.class);
    reachable = true;
    clock.advance(IssuerKeys.INTERVAL);

    assertThat(keys.current().set().getKeys()).hasSize(1);
  }

  @Test
  void clockThatStepsBack_makesKeysOld_notFreshForEver() throws Exception {
    keys.current();
    reachable = false;
    clock.advance(Duration.ofHours(-1));

    assertThatThrownBy(keys::current).isInstanceOf(DocumentUnavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"keys\":[{}]}", "{\"keys\":\"x\"}", "<html>"})
  void answerThatIsNoKeySet_isNoAnswer(String body) {
    IssuerKeys wrong = from(() -> body.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(wrong::current).isInstanceOf(DocumentUnavailable.class);
  }

  /** Whoever knows a symmetric key can make tokens; if it were taken, everybody could. */
  @Test
  void symmetricKey_isNoneToCheckWith() throws Exception {
    OctetSequenceKey secret = new OctetSequenceKeyGenerator(256).keyID("s").generate();
    byte[] body = new JWKSet(secret).toString(false).getBytes(StandardCharsets.UTF_8);

    IssuerKeys leaking = from(() -> body);

    assertThat(leaking.current().set().getKeys()).isEmpty();
  }

  /** A source that answers when it is let go. */
  private final class Slow {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch answer = new CountDownLatch(1);

    byte[] fetch() throws DocumentUnavailable, InterruptedException {
      asked.countDown();
      answer.await();
      return IssuerKeysTest.this.fetch();
    }
  }

  /** Whoever comes first must not be able to keep everybody else out by leaving. */
  @Test
  void requesterThatLeaves_spoilsNothingForThoseWhoStay() throws Exception {
    Slow slow = new Slow();
    IssuerKeys shared = from(slow::fetch);
    FutureTask<IssuerKeys.Keys> asking = new FutureTask<>(shared::current);
    Thread stranger = Thread.startVirtualThread(asking);
    slow.asked.await();
    stranger.interrupt();
    assertThatThrownBy(asking::get).hasCauseInstanceOf(InterruptedException.class);

    slow.answer.countDown();

    assertThat(shared.current().set().getKeys()).hasSize(1);
    assertThat(fetched).hasValue(1);
  }

  @Test
  void nobodyWaits_whileGoodKeysAreFetchedAgain() throws Exception {
    Slow slow = new Slow();
    AtomicReference<IssuerKeys.Source> source = new AtomicReference<>(this::fetch);
    IssuerKeys shared = from(() -> source.get().fetch());
    IssuerKeys.Keys first = shared.current();
    source.set(slow::fetch);
    issuer.rotate();
    clock.advance(REFRESH.minusMillis(1));

    assertThat(shared.current()).isEqualTo(first);

    slow.asked.await();
    slow.answer.countDown();
    clock.advance(Duration.ofMillis(1));
    assertThat(shared.current().set().getKeys()).hasSize(2);
    assertThat(fetched).hasValue(2);
  }

  /** A good token of a new key must not be called invalid only because its key comes late. */
  @Test
  void whetherThereAreNewerKeys_isNotKnown_whileTheyAreLongInComing() throws Exception {
    Slow slow = new Slow();
    AtomicReference<IssuerKeys.Source> source = new AtomicReference<>(this::fetch);
    IssuerKeys impatient = from(() -> source.get().fetch(), Duration.ofMillis(1));
    Eventually.holds("keys are there", () -> areThere(impatient));
    IssuerKeys.Keys seen = impatient.current();
    source.set(slow::fetch);
    clock.advance(IssuerKeys.INTERVAL);

    assertThatThrownBy(() -> impatient.newerThan(seen)).isInstanceOf(DocumentUnavailable.class);
    assertThat(impatient.current()).isEqualTo(seen);

    slow.answer.countDown();
  }

  private static boolean areThere(IssuerKeys keys) {
    try {
      return !keys.current().set().getKeys().isEmpty();
    } catch (DocumentUnavailable late) {
      return false;
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  /** What was said to hang once is not waited for again, by nobody, while keys are held. */
  @Test
  void nobodyWaits_forAnIssuerThatFailed_whileItsKeysServe() throws Exception {
    Slow slow = new Slow();
    AtomicReference<IssuerKeys.Source> source = new AtomicReference<>(this::fetch);
    IssuerKeys shared = from(() -> source.get().fetch());
    IssuerKeys.Keys first = shared.current();
    reachable = false;
    clock.advance(REFRESH);
    assertThat(shared.current()).isEqualTo(first);
    source.set(slow::fetch);
    clock.advance(IssuerKeys.INTERVAL);

    assertThat(shared.current()).isEqualTo(first);

    slow.answer.countDown();
  }
}
