package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MomentTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final List<String> ran = new CopyOnWriteArrayList<>();

  @Test
  void task_runs_whenTheMomentIsOver() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (Moment moment = new Moment(Duration.ofMillis(1))) {
      moment.execute(over::countDown);
      over.await();
    }
  }

  /** What it asks, such as the store, closes next. */
  @Test
  void closing_returnsWhenAllThatWaitedHasRun() {
    try (Moment moment = new Moment(LONG)) {
      moment.execute(() -> ran.add("one"));
      moment.execute(() -> ran.add("two"));

      assertThat(ran).isEmpty();
    }

    assertThat(ran).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void nothing_runs_afterTheEnd() {
    Moment moment = new Moment(Duration.ZERO);
    moment.close();

    moment.execute(() -> ran.add("late"));
    moment.close();

    assertThat(ran).isEmpty();
  }
}
