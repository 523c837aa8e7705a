package io.portreeve.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-29T22:57:45Z",
        "2026-11-29T22:57:45.120Z",
        "2026-11-29T22:57:45.000001Z",
        "2026-11-29T22:57:45.000000001Z",
        "2024-02-29T00:00:00.999999999Z",
        "1969-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "-0001-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
      })
  void moment_isWrittenAsItIsSaid(String moment) {
    assertThat(TimeText.of(Instant.parse(moment))).isEqualTo(moment);
  }

  @Test
  void everyMoment_isWrittenAsInstantSaysIt() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 10_000; i++) {
      Instant moment =
          Instant.ofEpochSecond(
              random.nextLong(-70_000_000_000L, 300_000_000_000L),
              random.nextInt(1000) * (random.nextBoolean() ? 1L : 1_000_000L));
      assertThat(TimeText.of(moment)).isEqualTo(moment.toString());
    }
  }
}
