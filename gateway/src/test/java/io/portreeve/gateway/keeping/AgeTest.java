package io.portreeve.gateway.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgeTest {
  private static final Instant LEARNED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MOST = Duration.ofSeconds(10);

  @Test
  void whatIsJustLearned_isYoung() {
    assertThat(Age.isLessThan(MOST, LEARNED, LEARNED)).isTrue();
    assertThat(Age.isLessThan(MOST, LEARNED, LEARNED.plusNanos(9_999_999_999L))).isTrue();
  }

  @Test
  void whatIsExactlyThatOld_isOld() {
    assertThat(Age.isLessThan(MOST, LEARNED, LEARNED.plus(MOST))).isFalse();
  }

  @Test
  void clockThatStepsBack_makesItOldRatherThanYoungForEver() {
    Instant back = LEARNED.minus(Age.OVERTAKEN).minusNanos(1);

    assertThat(Age.isLessThan(MOST, LEARNED, back)).isFalse();
  }

  @Test
  void whatIsLearned_afterSomebodyLookedAtTheClock_isYoungForHim() {
    assertThat(Age.isLessThan(MOST, LEARNED, LEARNED.minusNanos(1))).isTrue();
    assertThat(Age.isLessThan(MOST, LEARNED, LEARNED.minus(Age.OVERTAKEN))).isTrue();
  }
}
