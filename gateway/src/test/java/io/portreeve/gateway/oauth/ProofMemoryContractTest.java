package io.portreeve.gateway.oauth;

import io.portreeve.gateway.store.SingleUse;
import io.portreeve.gateway.store.SingleUseContract;
import io.portreeve.testkit.ManualClock;
import java.time.Instant;

class ProofMemoryContractTest extends SingleUseContract {
  private final ManualClock clock = ManualClock.atNewYear();
  private final SingleUse memory = new ProofMemory(clock);

  @Override
  protected SingleUse node() {
    return memory;
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }
}
