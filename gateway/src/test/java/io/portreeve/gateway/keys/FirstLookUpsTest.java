package io.portreeve.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.StoreUnavailable;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever invents keys gets the store to look for each of them, but not all of the store. */
@Timeout(120)
class FirstLookUpsTest {
  private static final KeyRequest ALICE =
      new KeyRequest("alice", Set.of(), Map.of(), Optional.empty());
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

  private final ScriptedApiKeys keys = new ScriptedApiKeys();
  private final CountDownLatch asked = new CountDownLatch(2);
  private final CountDownLatch answered = new CountDownLatch(1);

  private KeyRing ring(FirstLookUps first) {
    OwnSecrets secrets = OwnSecrets.derivedFrom(Secret.ofText("n".repeat(40)));
    return KeyRing.open(new ScriptedStore(keys), secrets, first, CLOCK, new SecureRandom());
  }

  private static String invented(long seed) {
    return KeyText.generate(new SplittableRandom(seed));
  }

  private void hang() {
    asked.countDown();
    try {
      answered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void inventedKeysThatTheStoreIsAskedAbout_areAQuarterOfItsConnections_andKnownKeysPass()
      throws Exception {
    KeyRing ring = ring(FirstLookUps.ofConnections(8));
    String known = ring.create(ALICE).text().revealText();
    assertThat(ring.check(known)).isInstanceOf(KeyCheck.Accepted.class);
    keys.afterRead(this::hang);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<KeyCheck> one = threads.submit(() -> ring.check(invented(1)));
      Future<KeyCheck> two = threads.submit(() -> ring.check(invented(2)));
      asked.await();
      int before = keys.lookUps();

      for (long seed = 3; seed < 6; seed++) {
        String more = invented(seed);
        assertThatThrownBy(() -> ring.check(more)).isInstanceOf(StoreUnavailable.class);
      }
      assertThat(keys.lookUps()).isEqualTo(before);
      assertThat(ring.check(known)).isInstanceOf(KeyCheck.Accepted.class);

      answered.countDown();
      assertThat(one.get()).isEqualTo(new KeyCheck.Rejected(KeyFault.UNKNOWN));
      assertThat(two.get()).isEqualTo(new KeyCheck.Rejected(KeyFault.UNKNOWN));
    }
    assertThat(ring.check(invented(6))).isEqualTo(new KeyCheck.Rejected(KeyFault.UNKNOWN));
  }

  @Test
  void smallestPool_hasAPlaceForThem() {
    KeyRing ring = ring(FirstLookUps.ofConnections(1));

    assertThat(ring.check(invented(1))).isEqualTo(new KeyCheck.Rejected(KeyFault.UNKNOWN));
    assertThat(ring.check(invented(2))).isEqualTo(new KeyCheck.Rejected(KeyFault.UNKNOWN));
  }
}
