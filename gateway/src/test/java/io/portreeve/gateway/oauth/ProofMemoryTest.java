package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;

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
    for (int i = 0; i < ProofMemory.MOST_OF_ONE_KEY; i++) {
      assertThat(spend("a", "id" + i)).isTrue();
    }
    assertThat(spend("a", "one more")).isFalse();
    assertThat(spend("b", "1")).isTrue();

    clock.advance(Duration.ofSeconds(61));

    assertThat(spend("a", "one more")).isTrue();
  }

  @Test
  void keysThereIsNoRoomFor_areRefused_untilOlderOnesAreOver() {
    for (int i = 0; i < ProofMemory.MOST_KEYS; i++) {
      assertThat(spend("key" + i, "1")).isTrue();
    }
    assertThat(spend("another", "1")).isFalse();
    assertThat(spend("key1", "2")).isTrue();

    clock.advance(Duration.ofSeconds(61));

    assertThat(spend("another", "1")).isTrue();
  }
}
