package io.portreeve.gateway.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
  private final InstantText texts = new InstantText();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-30T08:00:00Z",
        "2026-11-30T08:00:00.100Z",
        "2026-11-30T08:00:00.001Z",
        "2026-11-30T08:00:00.000001Z",
        "2026-11-30T08:00:00.000000001Z",
        "2026-11-30T08:00:00.120450Z",
        "1969-12-31T23:59:59.999999999Z",
        "-0001-01-01T00:00:00.5Z",
        "+10000-01-01T00:00:00Z"
      })
  void instant_isWrittenAsTheJdkWritesIt(String instant) {
    Instant at = Instant.parse(instant);
    assertThat(texts.of(at)).isEqualTo(at.toString());
  }

  @Test
  void instantsDrawnAtRandom_areWrittenAsTheJdkWritesThem_theirSecondKnownOrNot() {
    Random random = new Random(7);
    int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
    for (int i = 0; i < 20_000; i++) {
      long second = 1_795_000_000L + random.nextInt(3) - (random.nextInt(9) == 0 ? 1L << 33 : 0);
      int unit = units[random.nextInt(units.length)];
      Instant at =
          Instant.ofEpochSecond(second, (long) random.nextInt(1_000_000_000) / unit * unit);
      assertThat(texts.of(at)).isEqualTo(at.toString());
    }
  }
}
