package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.ShortLived;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnderWayTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final UnderWay<String> underWay =
      new UnderWay<>(
          ShortLived.ofProcess(clock).apply("login"),
          purpose -> JsonObject.empty().with("for", purpose),
          text -> text.string("for").orElseThrow());

  @Test
  void user_comesBackInTime_orNotAtAll() {
    underWay.add("early", "browser", "tickets");
    underWay.add("late", "browser", "tickets");
    clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(underWay.take("early", "browser")).contains("tickets");

    clock.advance(Duration.ofSeconds(1));

    assertThat(underWay.take("late", "browser")).isEmpty();
  }
}
