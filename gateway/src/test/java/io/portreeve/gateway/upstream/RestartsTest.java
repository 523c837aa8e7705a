package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartsTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final Restarts restarts = new Restarts(clock);

  @Test
  void quickCrashes_delayTheNextStartLongerAndLonger() {
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      restarts.crashed("anna", clock.instant());
      delays.add(delay("anna").toSeconds());
    }
    assertThat(delays).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void programThatRanForLong_beginsAnew() {
    restarts.crashed("anna", clock.instant());
    restarts.crashed("anna", clock.instant());
    restarts.crashed("anna", clock.instant().minus(Duration.ofMinutes(1)));
    assertThat(delay("anna")).isZero();
  }

  @Test
  void crashesOfOnePrincipal_areNoBusinessOfAnothers() {
    restarts.crashed("anna", clock.instant());
    restarts.crashed("anna", clock.instant());
    assertThat(delay("bert")).isZero();
    assertThat(delay("anna")).isPositive();
  }

  /** How long it takes until the program may be started. */
  private Duration delay(String principal) {
    Duration waited = Duration.ZERO;
    while (!mayStart(principal)) {
      clock.advance(Duration.ofSeconds(1));
      waited = waited.plusSeconds(1);
    }
    return waited;
  }

  private boolean mayStart(String principal) {
    try {
      restarts.check(principal);
      return true;
    } catch (UpstreamException early) {
      assertThat(early).hasMessageContaining("not started yet");
      return false;
    }
  }
}
