package io.portreeve.gateway.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SteadyClockTest {
  private final ManualClock machine = ManualClock.atNewYear();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final Instant begun = machine.instant();
  private final SteadyClock clock = new SteadyClock(machine, nanos::get);

  @Test
  void beginsWithTheMachinesClock() {
    assertThat(clock.instant()).isEqualTo(begun);
  }

  @Test
  void goesOnWithTheTickerAlsoWhereThatOverflows() {
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());

    assertThat(clock.instant()).isEqualTo(begun.plusSeconds(3));
  }

  @Test
  void knowsNothingOfAMachineWhoseClockIsSet() {
    machine.advance(Duration.ofHours(5));

    assertThat(clock.instant()).isEqualTo(begun);
  }
}
