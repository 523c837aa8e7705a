package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PopulationTest {
  private final AtomicLong alive = new AtomicLong(1);
  private final AtomicLong counts = new AtomicLong();
  private final Population population =
      new Population(
          4,
          () -> {
            counts.incrementAndGet();
            return alive.get();
          });

  @Test
  void asManyMayBegin_asThereIsRoomFor() {
    for (int i = 0; i < 3; i++) {
      assertThat(population.admits()).isTrue();
      alive.incrementAndGet();
    }
    assertThat(population.admits()).isFalse();
    assertThat(population.admits()).isFalse();
  }

  @Test
  void whatEnded_makesRoom_andNobodyCountsBefore() {
    for (int i = 0; i < 3; i++) {
      assertThat(population.admits()).isTrue();
    }
    assertThat(counts).hasValue(1);
    assertThat(population.admits()).isTrue();
    assertThat(counts).hasValue(2);
  }

  @Test
  void moreThanThereMayBe_isNoRoom() {
    alive.set(9);
    assertThat(population.admits()).isFalse();
  }
}
