package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the operator hears of a store that is lost. */
class StoreWatchTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> lines = new ArrayList<>();
  private final StoreWatch watch =
      new StoreWatch("the store", clock, (level, text) -> lines.add(level + " " + text));

  private void fails(String what, String why) {
    watch.failed(new StoreUnavailable(what, new IllegalStateException(why)));
  }

  /** A read and a write of the same moment fail of the same. */
  @Test
  void storeThatIsLost_isToldOnce_whoeverNoticesIt() {
    for (int second = 0; second < 3600; second++) {
      fails("the read failed", "refused");
      fails("the write was not committed", "refused");
      clock.advance(Duration.ofSeconds(1));
    }
    watch.answered();
    watch.answered();

    assertThat(lines)
        .containsExactly(
            "WARNING asking the store fails: refused; what needs it is refused meanwhile",
            "INFO asking the store answers again");
  }

  @Test
  void reasonsThatChange_areToldOnceAMinuteAtMost() {
    for (int second = 0; second < 300; second++) {
      fails("the read failed", "reason " + second);
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(lines).hasSize(5);
  }
}
