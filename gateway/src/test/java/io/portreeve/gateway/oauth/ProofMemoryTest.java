package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.SingleUse;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProofMemoryTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final ProofMemory memory = new ProofMemory(clock);

  private boolean spend(String key, String id) {
    Instant now = clock.instant();
    return memory.spend(key, id, now, now.plusSeconds(60));
  }

  @Test
  void proof_isGoodOnce_andForItsKeyAlone() {
    assertThat(spend("a", "1")).isTrue();
    assertThat(spend("a", "1")).isFalse();
    assertThat(spend("a", "2")).isTrue();
    assertThat(spend("b", "1")).isTrue();
  }

  @Test
  void proofOfTheTimeBeforeItBegan_countsAsUsed() {
    Instant before = clock.instant().minusSeconds(1);

    assertThat(memory.spend("a", "1", before, before.plusSeconds(60))).isFalse();
  }

  @Test
  void proofThereIsNoRoomFor_isRefused_untilOlderOnesAreOver() {
    for (int i = 0; i < SingleUse.MOST_OF_ONE; i++) {
      assertThat(spend("a", "id" + i)).isTrue();
    }
    assertThat(spend("a", "one more")).isFalse();
    assertThat(spend("b", "1")).isTrue();

    clock.advance(Duration.ofSeconds(61));

    assertThat(spend("a", "one more")).isTrue();
  }

  @Test
  void proofOfAnyKeyThereIsNoRoomFor_isRefused_untilOlderOnesAreOver() {
    ProofMemory small = new ProofMemory(clock, 100);
    Instant made = clock.instant();
    for (int i = 0; i < 100; i++) {
      assertThat(small.spend("key" + i, "1", made, made.plusSeconds(60))).isTrue();
    }
    assertThat(small.spend("another", "1", made, made.plusSeconds(60))).isFalse();
    assertThat(small.spend("key1", "2", made, made.plusSeconds(60))).isFalse();

    clock.advance(Duration.ofSeconds(61));

    Instant later = clock.instant();
    assertThat(small.spend("another", "1", later, later.plusSeconds(60))).isTrue();
  }

  @Test
  void proofsThatAreOver_areForgotten_thoughNobodyNeedsTheRoom() {
    for (int i = 0; i < 1000; i++) {
      spend("key" + i % 10, "id" + i);
    }
    assertThat(memory.size()).isEqualTo(1000);

    clock.advance(Duration.ofSeconds(61));
    spend("another", "1");

    assertThat(memory.size()).isEqualTo(1);
  }

  @Test
  void proof_isRememberedToItsLastSecond() {
    assertThat(spend("a", "1")).isTrue();
    Instant end = clock.instant().plusSeconds(60);

    clock.advance(Duration.ofSeconds(60));

    assertThat(memory.spend("a", "1", clock.instant().minusSeconds(60), end)).isFalse();
  }

  @Test
  void idThatWasUsed_isNotGoodAgainWithAnotherDate() {
    Instant now = clock.instant();
    assertThat(spend("a", "1")).isTrue();

    assertThat(memory.spend("a", "1", now.plusSeconds(1), now.plusSeconds(61))).isFalse();
  }
}
