package io.portreeve.gateway.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> lines = new ArrayList<>();
  private final Outage state =
      new Outage("server files (npx)", clock, (level, text) -> lines.add(level + " " + text));

  @Test
  void failure_isToldOnce_andSoIsItsEnd() {
    state.answered();
    state.failed("it took too long");
    clock.advance(Duration.ofHours(1));
    state.failed("it took too long");
    state.answered();
    state.answered();

    assertThat(lines)
        .containsExactly(
            "WARNING server files (npx) fails: it took too long",
            "INFO server files (npx) answers again");
  }

  @Test
  void otherFailure_isTold() {
    state.failed("it took too long");
    clock.advance(Duration.ofSeconds(10));
    state.failed("it ended");

    assertThat(lines).hasSize(2).last().asString().endsWith("it ended");
  }

  @Test
  void serverThatComesAndGoes_makesNoFloodOfLines() {
    for (int i = 0; i < 1000; i++) {
      state.failed("no " + i);
      state.answered();
    }

    assertThat(lines).hasSize(2);
  }
}
