package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;
import io.portreeve.testkit.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorLogTest {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  private static final Peer PEER = new Peer(HERE, HERE, List.of(), false);

  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> lines = new ArrayList<>();
  private final OperatorLog log = new OperatorLog(clock, lines::add);

  @Test
  void flood_makesOneLine_andTheNextCountsTheRest() {
    log.refused(Refusal.ADDRESS_OVERLOADED, PEER);
    for (int i = 0; i < 500; i++) {
      log.refused(Refusal.ADDRESS_OVERLOADED, PEER);
    }
    log.refused(Refusal.MALFORMED, PEER);
    assertThat(lines).containsExactly("connections turned away: 1 address-overloaded");

    clock.advance(Duration.ofMinutes(1));
    log.refused(Refusal.OVERLOADED, PEER);

    assertThat(lines.getLast())
        .isEqualTo("connections turned away: 1 malformed, 1 overloaded, 500 address-overloaded");
  }
}
