package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTest {
  @ParameterizedTest
  @CsvSource({
    "1000,0,1000",
    "1000,1,2000",
    "1000,3,8000",
    "1000,30,60000",
    "0,0,100",
    "0,2,400",
    "500,0,500",
    "60000,0,60000",
    "999999999,0,60000",
    "999999999,9,60000"
  })
  void pause_isTheServersWish_withinReason(long wished, int failures, long millis) {
    assertThat(Pauses.after(Duration.ofMillis(wished), failures))
        .isEqualTo(Duration.ofMillis(millis));
  }
}
