package io.portreeve.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.StoreUnavailable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Secret PEPPER = Secret.ofText("0123456789abcdef0123456789abcdef");
  private static final KeyRequest ALICE =
      new KeyRequest("alice", Set.of("dev"), Map.of("host", "laptop"), Optional.empty());

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final ScriptedApiKeys keys = new ScriptedApiKeys();
  private final ScriptedStore store = new ScriptedStore(keys);
  private final KeyRing ring = ring(PEPPER);

  private KeyRing ring(Secret pepper) {
    return KeyRing.open(store, pepper, now::get, new SecureRandom());
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private KeyFault fault(String text) {
    return switch (ring.check(text)) {
      case KeyCheck.Rejected rejected -> rejected.fault();
      case KeyCheck.Ended ended -> ended.fault();
      case KeyCheck.Accepted accepted -> throw new AssertionError("accepted " + accepted);
    };
  }

  private ApiKeyRecord accepted(String text) {
    return switch (ring.check(text)) {
      case KeyCheck.Accepted accepted -> accepted.key();
      case KeyCheck.Rejected rejected -> throw new AssertionError("rejected " + rejected);
      case KeyCheck.Ended ended -> throw new AssertionError("ended " + ended);
    };
  }

  @Test
  void createdKey_isAcceptedForItsPrincipal() {
    IssuedKey issued = ring.create(ALICE);
    ApiKeyRecord found = accepted(issued.text().revealText());
    assertThat(found).isEqualTo(issued.record());
    assertThat(found.principal()).isEqualTo("alice");
    assertThat(found.roles()).containsExactly("dev");
    assertThat(found.created()).isEqualTo(NOON);
  }

  @Test
  void keyOfTheSameIdWithAnotherSecret_isRejected() {
    IssuedKey issued = ring.create(ALICE);
    assertThat(fault(KeyForgery.withId(issued.record().id()))).isEqualTo(KeyFault.WRONG_SECRET);
  }

  @Test
  void keyThatWasNeverMade_isRejected() {
    assertThat(fault(KeyText.generate(new SplittableRandom(1)))).isEqualTo(KeyFault.UNKNOWN);
  }

  @Test
  void mistypedKey_isRejectedWithoutAskingTheStore() {
    String text = ring.create(ALICE).text().revealText();
    char last = text.charAt(65);
    assertThat(fault(text.substring(0, 65) + (last == 'x' ? 'y' : 'x')))
        .isEqualTo(KeyFault.MISTYPED);
    assertThat(keys.lookUps()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "Bearer x", "ptr_", "\u0000"})
  void anythingElse_isRejectedWithoutAskingTheStore(String text) {
    assertThat(fault(text)).isEqualTo(KeyFault.MALFORMED);
    assertThat(keys.lookUps()).isZero();
  }

  @Test
  void revokedKey_isRejectedAtOnceEvenWhenItWasInUse() {
    IssuedKey issued = ring.create(ALICE);
    String text = issued.text().revealText();
    assertThat(accepted(text)).isNotNull();
    assertThat(ring.revoke(issued.record().id())).isTrue();
    assertThat(fault(text)).isEqualTo(KeyFault.REVOKED);
    assertThat(ring.revoke(issued.record().id())).isFalse();
  }

  @Test
  void keyRevokedByAnotherProcess_isRejectedWhenTheAnswerIsStale() {
    IssuedKey issued = ring.create(ALICE);
    String text = issued.text().revealText();
    assertThat(accepted(text)).isNotNull();
    assertThat(keys.revoke(issued.record().id(), NOON)).isTrue();
    pass(KeyRing.FRESHNESS);
    assertThat(fault(text)).isEqualTo(KeyFault.REVOKED);
  }

  @Test
  void revocationDuringALookUp_isNotOutlivedByWhatTheLookUpRead() throws Exception {
    IssuedKey issued = ring.create(ALICE);
    String text = issued.text().revealText();
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch revoking = new CountDownLatch(1);
    keys.afterRead(() -> {
      read.countDown();
      awaitQuietly(revoking);
    });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<KeyCheck> early = threads.submit(() -> ring.check(text));
      assertThat(read.await(1, TimeUnit.MINUTES)).isTrue();
      keys.afterRead(revoking::countDown);
      assertThat(ring.revoke(issued.record().id())).isTrue();
      assertThat(early.get()).isNotNull();
    }
    assertThat(fault(text)).isEqualTo(KeyFault.REVOKED);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void expiringKey_isRejectedFromThatInstantOnThoughCached() {
    Instant end = NOON.plusMillis(1500);
    IssuedKey issued = ring.create(new KeyRequest("alice", Set.of(), Map.of(), Optional.of(end)));
    String text = issued.text().revealText();
    assertThat(accepted(text)).isNotNull();
    pass(Duration.ofMillis(1500));
    assertThat(fault(text)).isEqualTo(KeyFault.EXPIRED);
  }

  @Test
  void expiryThatIsMovedForward_countsAtOnce() {
    IssuedKey issued = ring.create(ALICE);
    String text = issued.text().revealText();
    assertThat(accepted(text)).isNotNull();
    assertThat(ring.expire(issued.record().id(), NOON)).isTrue();
    assertThat(fault(text)).isEqualTo(KeyFault.EXPIRED);
  }

  @Test
  void wrongSecretForARevokedKey_doesNotTellThatItWasRevoked() {
    IssuedKey issued = ring.create(ALICE);
    assertThat(ring.revoke(issued.record().id())).isTrue();
    assertThat(fault(KeyForgery.withId(issued.record().id()))).isEqualTo(KeyFault.WRONG_SECRET);
  }

  @Test
  void freshAnswers_areNotAskedForAgain() {
    String known = ring.create(ALICE).text().revealText();
    String unknown = KeyText.generate(new SplittableRandom(2));
    for (int i = 0; i < 5; i++) {
      assertThat(accepted(known)).isNotNull();
      assertThat(fault(unknown)).isEqualTo(KeyFault.UNKNOWN);
    }
    assertThat(keys.lookUps()).isEqualTo(2);
    pass(KeyRing.FRESHNESS);
    assertThat(accepted(known)).isNotNull();
    assertThat(fault(unknown)).isEqualTo(KeyFault.UNKNOWN);
    assertThat(keys.lookUps()).isEqualTo(4);
  }

  @Test
  void clockThatStepsBack_makesAnswersStale() {
    String text = ring.create(ALICE).text().revealText();
    assertThat(accepted(text)).isNotNull();
    pass(Duration.ofHours(-1));
    assertThat(accepted(text)).isNotNull();
    assertThat(keys.lookUps()).isEqualTo(2);
  }

  @Test
  void floodOfInventedIds_doesNotPushOutAKnownKey() {
    String text = ring.create(ALICE).text().revealText();
    assertThat(accepted(text)).isNotNull();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 10_000; i++) {
      assertThat(fault(KeyText.generate(random))).isEqualTo(KeyFault.UNKNOWN);
    }
    int before = keys.lookUps();
    assertThat(accepted(text)).isNotNull();
    assertThat(keys.lookUps()).isEqualTo(before);
  }

  @Test
  void failingStore_letsNobodyIn() {
    String text = ring.create(ALICE).text().revealText();
    keys.fail(true);
    assertThatThrownBy(() -> ring.check(text)).isInstanceOf(StoreUnavailable.class);
    keys.fail(false);
    assertThat(accepted(text)).isNotNull();
    keys.fail(true);
    pass(KeyRing.FRESHNESS);
    assertThatThrownBy(() -> ring.check(text)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void otherPepper_isRefusedAtTheStart() {
    assertThat(ring.create(ALICE)).isNotNull();
    assertThatThrownBy(() -> ring(Secret.ofText("another pepper")))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessageContaining("another pepper; restore");
    assertThat(ring(PEPPER).list()).hasSize(1);
  }

  @Test
  void otherPepperOfADirectory_isNamedByItsFile(@TempDir Path folder) {
    assertThat(ring.create(ALICE)).isNotNull();
    OwnSecrets own = OwnSecrets.in(DataDirectory.open(folder), new SecureRandom());

    assertThatThrownBy(
            () -> KeyRing.open(store, own, FirstLookUps.unlimited(), now::get, new SecureRandom()))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessageContaining(folder.resolve("key-pepper.secret") + "; restore the one");
  }

  @Test
  void otherSecretOfNodes_isNamedByItsKey() {
    assertThat(ring.create(ALICE)).isNotNull();
    OwnSecrets shared = OwnSecrets.derivedFrom(PEPPER);

    assertThatThrownBy(() ->
            KeyRing.open(store, shared, FirstLookUps.unlimited(), now::get, new SecureRandom()))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessageContaining("another `state.secret`; give this machine");
  }

  @Test
  void whatIsKept_doesNotContainTheKey() {
    IssuedKey issued = ring.create(ALICE);
    String secret = issued.text().revealText().substring(17);
    assertThat(issued.record().hash().hex()).doesNotContain(secret);
    assertThat(issued.toString() + issued.record() + ring.list())
        .doesNotContain(secret)
        .doesNotContain(issued.record().hash().hex());
  }

  @Test
  void lastUses_areWrittenDownTogetherAndOnce() {
    IssuedKey used = ring.create(ALICE);
    IssuedKey idle = ring.create(ALICE);
    assertThat(accepted(used.text().revealText())).isNotNull();
    pass(Duration.ofSeconds(1));
    assertThat(accepted(used.text().revealText())).isNotNull();
    ring.recordUses();
    assertThat(keys.find(used.record().id()).flatMap(ApiKeyRecord::lastUsed))
        .contains(NOON.plusSeconds(1));
    assertThat(keys.find(idle.record().id()).flatMap(ApiKeyRecord::lastUsed)).isEmpty();
  }

  @Test
  void usesThatTheStoreDoesNotTake_areWrittenTheNextTime() {
    IssuedKey used = ring.create(ALICE);
    assertThat(accepted(used.text().revealText())).isNotNull();
    keys.failToNote(true);
    assertThatThrownBy(ring::recordUses).isInstanceOf(StoreUnavailable.class);

    keys.failToNote(false);
    ring.recordUses();

    assertThat(keys.find(used.record().id()).flatMap(ApiKeyRecord::lastUsed)).contains(NOON);
  }

  @Test
  void storeThatIsDown_isBelievedForTwoSeconds_andThenNobodyGetsIn() {
    String key = ring.create(ALICE).text().revealText();
    assertThat(accepted(key)).isNotNull();
    keys.fail(true);

    pass(KeyRing.FRESHNESS.minusMillis(1));
    assertThat(accepted(key)).isNotNull();

    pass(Duration.ofMillis(1));
    assertThatThrownBy(() -> ring.check(key)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void rejectedKey_doesNotCountAsUsed() {
    IssuedKey issued = ring.create(ALICE);
    assertThat(ring.revoke(issued.record().id())).isTrue();
    assertThat(fault(issued.text().revealText())).isEqualTo(KeyFault.REVOKED);
    ring.recordUses();
    assertThat(keys.find(issued.record().id()).flatMap(ApiKeyRecord::lastUsed)).isEmpty();
  }

  private final ScriptedApiKeys theirs = new ScriptedApiKeys();
  private final ScriptedStore rotating = new ScriptedStore(theirs);

  private KeyRing under(OwnSecrets secrets) {
    return KeyRing.open(rotating, secrets, FirstLookUps.unlimited(), now::get, new SecureRandom());
  }

  private static OwnSecrets shared(String secret, String... accepted) {
    return OwnSecrets.derivedFrom(
        Secret.ofText(secret.repeat(40)),
        Stream.of(accepted).map(one -> Secret.ofText(one.repeat(40))).toList());
  }

  /**
   * Node after node: first the new one is accepted, then keys are made under it, then it is alone.
   */
  @Test
  void secretThatIsExchanged_leavesKeysGood_andOneThatWasUsedMeanwhileOutlivesTheOld() {
    KeyRing before = under(shared("o"));
    String used = before.create(ALICE).text().revealText();
    String unused = before.create(ALICE).text().revealText();

    KeyRing ready = under(shared("o", "n"));
    KeyRing changed = under(shared("n", "o"));
    String made = changed.create(ALICE).text().revealText();

    assertThat(ready.check(made)).isInstanceOf(KeyCheck.Accepted.class);
    assertThat(changed.check(used)).isInstanceOf(KeyCheck.Accepted.class);

    KeyRing whole = under(shared("n"));

    assertThat(whole.check(used)).isInstanceOf(KeyCheck.Accepted.class);
    assertThat(whole.check(unused)).isEqualTo(new KeyCheck.Rejected(KeyFault.UNKNOWN_SECRET));
    assertThatThrownBy(() -> under(shared("o"))).isInstanceOf(SecretUnavailable.class);
  }

  @Test
  void keyOfBefore_isGoodWhileTheStoreTakesNothing_andIsPutUnderTheNewSecretLater() {
    String used = under(shared("o")).create(ALICE).text().revealText();
    KeyRing changed = under(shared("n", "o"));
    theirs.failToNote(true);

    assertThat(changed.check(used)).isInstanceOf(KeyCheck.Accepted.class);
    assertThat(under(shared("n")).check(used))
        .isEqualTo(new KeyCheck.Rejected(KeyFault.UNKNOWN_SECRET));

    theirs.failToNote(false);
    assertThat(changed.check(used)).isInstanceOf(KeyCheck.Accepted.class);
    assertThat(under(shared("n")).check(used)).isInstanceOf(KeyCheck.Accepted.class);
  }

  /** Each time is a write, and waits for it. */
  @Test
  void keyThatIsUnderTheNewSecret_isPutThereNoMore_whicheverNodeDidIt() {
    String used = under(shared("o")).create(ALICE).text().revealText();
    KeyRing changed = under(shared("n", "o"));
    KeyRing second = under(shared("n", "o"));
    theirs.failToNote(true);
    assertThat(second.check(used)).isInstanceOf(KeyCheck.Accepted.class);
    theirs.failToNote(false);

    for (int i = 0; i < 5; i++) {
      assertThat(changed.check(used)).isInstanceOf(KeyCheck.Accepted.class);
    }
    assertThat(theirs.rehashes()).isEqualTo(2);
    for (int i = 0; i < 5; i++) {
      assertThat(second.check(used)).isInstanceOf(KeyCheck.Accepted.class);
    }
    assertThat(theirs.rehashes()).isEqualTo(3);
  }
}
