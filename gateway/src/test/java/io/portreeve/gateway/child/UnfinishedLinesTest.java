package io.portreeve.gateway.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.stdio.Lines;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UnfinishedLinesTest {
  private static final int LONG = 100_000;
  private static final long WEIGHT = (long) UnfinishedLines.COPIES * LONG;

  /** Room for three long lines of one program, and one of another. */
  private final UnfinishedLines memory = new UnfinishedLines(4 * WEIGHT, Duration.ZERO);

  @Test
  void shortLine_takesNothing() throws Exception {
    memory.of("a").hold(UnfinishedLines.SHORT);

    assertThat(memory.used()).isZero();
  }

  @Test
  void lineThatEnds_givesBackWhatItTook() throws Exception {
    Lines.Room line = memory.of("a");
    line.hold(LONG);
    assertThat(memory.used()).isEqualTo(WEIGHT);

    line.hold(0);

    assertThat(memory.used()).isZero();
  }

  @Test
  void linesOfOneProgram_takeNoMoreThanAShare_andLeaveOthersTheRest() throws Exception {
    for (int i = 0; i < 3; i++) {
      memory.of("a").hold(LONG);
    }

    assertThatExceptionOfType(UnfinishedLines.NoRoom.class)
        .isThrownBy(() -> memory.of("a").hold(LONG));
    memory.of("b").hold(LONG);
    assertThat(memory.used()).isEqualTo(4 * WEIGHT);
  }

  @Test
  void lineLongerThanAShare_isTakenAlone() throws Exception {
    memory.of("a").hold(100 * LONG);

    assertThat(memory.used()).isEqualTo(3 * WEIGHT);
  }

  @Test
  void lineWithoutRoom_waitsForOthersToEnd() throws Exception {
    UnfinishedLines patient = new UnfinishedLines(4 * WEIGHT, Duration.ofMinutes(10));
    Lines.Room first = patient.of("a");
    first.hold(3 * LONG);
    CountDownLatch held = new CountDownLatch(1);
    Thread.ofVirtual().start(() -> hold(patient.of("a"), held));

    first.hold(0);

    held.await();
    assertThat(patient.used()).isEqualTo(WEIGHT);
  }

  private static void hold(Lines.Room line, CountDownLatch held) {
    try {
      line.hold(LONG);
      held.countDown();
    } catch (IOException full) {
      throw new AssertionError(full);
    }
  }
}
