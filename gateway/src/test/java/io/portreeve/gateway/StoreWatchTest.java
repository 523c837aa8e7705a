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

  private void isNotWritten(String why) {
    watch.notKept(
        new StoreUnavailable("the write was not committed", new IllegalStateException(why)));
  }

  @Test
  void storeThatIsLost_isToldOnce_whoeverNoticesIt() {
    for (int second = 0; second < 3600; second++) {
      fails("the read failed", "refused");
      isNotWritten("refused");
      clock.advance(Duration.ofSeconds(1));
    }
    watch.answered();
    watch.kept();
    watch.answered();
    watch.kept();

    assertThat(lines)
        .containsExactly(
            "WARNING asking the store fails: refused; what needs it is refused meanwhile",
            "WARNING writing in the store fails: refused; what needs it is refused meanwhile",
            "INFO asking the store answers again",
            "INFO writing in the store answers again");
  }

  /** As with a full disk: who can still read does not say that all is well. */
  @Test
  void storeThatAnswersAndKeepsNothing_isNotToldToAnswerAgain() {
    for (int second = 0; second < 3600; second++) {
      isNotWritten("full");
      watch.answered();
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(lines)
        .containsExactly(
            "WARNING writing in the store fails: full; what needs it is refused meanwhile");
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
