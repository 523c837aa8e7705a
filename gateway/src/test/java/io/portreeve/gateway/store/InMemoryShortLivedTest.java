package io.portreeve.gateway.store;

import io.portreeve.testkit.ManualClock;
import java.time.Duration;

class InMemoryShortLivedTest extends ShortLivedContract {
  private final ManualClock clock = ManualClock.atNewYear();
  private final ShortLived kept = new InMemoryShortLived(clock, ShortLived.MOST);

  @Override
  protected ShortLived node() {
    return kept;
  }

  @Override
  protected ShortLived four() {
    return new InMemoryShortLived(clock, 4);
  }

  @Override
  protected void pass(Duration time) {
    clock.advance(time);
  }
}
