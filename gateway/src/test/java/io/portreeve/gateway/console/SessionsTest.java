package io.portreeve.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.login.Visitor;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Session ANNA =
      new Session(new Visitor("corp/anna", Set.of()), "key", Optional.empty());

  private final ManualClock clock = ManualClock.atNewYear();
  private final Sessions sessions = new Sessions(ShortLived.ofProcess(clock).apply("visitor"));

  @Test
  void session_isOfTheBrowserThatItBeganIn_andEndsWhenItIsToldTo() {
    sessions.begin("hers", ANNA);

    assertThat(sessions.of("hers")).contains(ANNA);
    assertThat(sessions.of("his")).isEmpty();
    sessions.end("hers");
    assertThat(sessions.of("hers")).isEmpty();
  }

  /** A key is enough to come in as often as one likes. */
  @Test
  void whoeverSignsInAgainAndAgain_signsNobodyElseOut() {
    sessions.begin("his", new Session(new Visitor("bob", Set.of()), "key", Optional.empty()));
    for (int i = 0; i < ShortLived.MOST; i++) {
      sessions.begin("hers" + i, ANNA);
    }

    assertThat(sessions.of("hers0")).isEmpty();
    assertThat(sessions.of("his")).isPresent();
  }

  @Test
  void session_endsAfterAnHour_howeverMuchItIsUsed() {
    sessions.begin("hers", ANNA);
    clock.advance(Sessions.LIFE.minus(Duration.ofMillis(1)));
    assertThat(sessions.of("hers")).contains(ANNA);

    clock.advance(Duration.ofMillis(1));
    assertThat(sessions.of("hers")).isEmpty();
  }
}
