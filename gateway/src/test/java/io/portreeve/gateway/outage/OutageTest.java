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
  private final Outage outage =
      new Outage("server files (npx)", clock, (level, text) -> lines.add(level + " " + text));

  @Test
  void failure_isToldOnce_andSoIsItsEnd() {
    outage.answered();
    outage.failed("it took too long");
    clock.advance(Duration.ofHours(1));
    outage.failed("it took too long");
    outage.answered();
    outage.answered();

    assertThat(lines)
        .containsExactly(
            "WARNING server files (npx) fails: it took too long",
            "INFO server files (npx) answers again");
  }

  @Test
  void otherFailure_isTold() {
    outage.failed("it took too long");
    clock.advance(Duration.ofSeconds(10));
    outage.failed("it ended");

    assertThat(lines).hasSize(2).last().asString().endsWith("it ended");
  }

  @Test
  void clockThatStepsBack_silencesNothing() {
    outage.failed("it took too long");
    clock.advance(Duration.ofHours(-1));
    outage.failed("it ended");

    assertThat(lines).hasSize(2).last().asString().endsWith("it ended");
  }

  @Test
  void serverThatComesAndGoes_makesNoFloodOfLines() {
    for (int i = 0; i < 1000; i++) {
      outage.failed("no " + i);
      outage.answered();
    }

    assertThat(lines).hasSize(2);
  }
}
