package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryShortLivedTest extends ShortLivedContract {
  private final ManualClock clock = ManualClock.atNewYear();
  private final ShortLived kept = new InMemoryShortLived(clock, 3);

  @Override
  protected ShortLived node() {
    return kept;
  }

  @Override
  protected void pass(Duration time) {
    clock.advance(time);
  }

  @Test
  void ofTooMuch_theOldestGoes() {
    for (int i = 0; i < 4; i++) {
      kept.put("n" + i, content, Duration.ofHours(1));
    }

    assertThat(kept.get("n0")).isEmpty();
    assertThat(kept.get("n1")).isPresent();
  }
}
