package io.portreeve.gateway.store;

import io.portreeve.testkit.ManualClock;
import java.time.Duration;

class InMemoryCountersContractTest extends CountersContract {
  private final ManualClock clock = ManualClock.atNewYear();
  private final Counters counters = new InMemoryCounters(clock, 100);

  @Override
  protected Counters node() {
    return counters;
  }

  @Override
  protected void pass(Duration time) {
    clock.advance(time);
  }
}
