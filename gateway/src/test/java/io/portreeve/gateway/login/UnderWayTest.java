package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
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
    underWay.add("anna", "early", "browser", "tickets");
    underWay.add("anna", "late", "browser", "tickets");
    clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(underWay.take("early", "browser")).contains("tickets");

    clock.advance(Duration.ofSeconds(1));

    assertThat(underWay.take("late", "browser")).isEmpty();
  }

  /** Anybody may leave, as often as he likes, without a word about who he is. */
  @Test
  void unknownWhoLeavesAgainAndAgain_drivesAwayWhoComesFromTheSameNetwork_andNobodyElse() {
    underWay.addUnknown(from("192.0.2.1"), "other", "browser", "tickets");
    for (int i = 0; i < 2 * ShortLived.MOST; i++) {
      // One customer has a whole network of these.
      underWay.addUnknown(from("2001:db8::" + (i % 100)), "s" + i, "browser", "tickets");
    }

    assertThat(underWay.take("s0", "browser")).isEmpty();
    assertThat(underWay.take("other", "browser")).contains("tickets");
  }

  @Test
  void userWhoLeavesAgainAndAgain_drivesAwayNobodyElse() {
    underWay.add("bob", "bobs", "browser", "tickets");
    for (int i = 0; i < ShortLived.MOST; i++) {
      underWay.add("anna", "s" + i, "browser", "tickets");
    }

    assertThat(underWay.take("s0", "browser")).isEmpty();
    assertThat(underWay.take("bobs", "browser")).contains("tickets");
  }

  private static Peer from(String address) {
    InetSocketAddress remote = new InetSocketAddress(InetAddress.ofLiteral(address), 1);
    return new Peer(remote, remote, List.of(), false);
  }
}
