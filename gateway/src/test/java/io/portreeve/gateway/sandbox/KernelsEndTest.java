package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsEndTest {
  @ParameterizedTest
  @CsvSource({
    "152, SANDBOX_EXHAUSTED, processor time",
    "153, SANDBOX_EXHAUSTED, larger file",
    "159, SANDBOX_REFUSED, another kind of processor"
  })
  void endByTheKernel_isKnownByItsStatus(int status, Reason reason, String word) {
    assertThat(KernelsEnd.of(status))
        .hasValueSatisfying(incident -> {
          assertThat(incident.reason()).isEqualTo(reason);
          assertThat(incident.detail()).contains(word);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 24, 126, 127, 128, 137, 143})
  void endByItselfOrByUs_isNoIncident(int status) {
    assertThat(KernelsEnd.of(status)).isEmpty();
  }

  @Test
  void programThatWasRefusedBeforeItsStart_isNoIncident() {
    assertThat(KernelsEnd.of(Confine.REFUSED)).isEmpty();
  }
}
