package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.guard.EndpointId;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.ManualClock;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private static final EndpointId HERE = EndpointId.unnamed();
  private static final LoginMemory.Who ANNA =
      new LoginMemory.Who(new ServerId("tickets"), "anna", "[]");

  private final ManualClock clock = ManualClock.atNewYear();
  private final Tickets tickets =
      new Tickets(
          new LoginSite(URI.create("https://gw.example"), Optional.empty()),
          Seal.forNow(new SecureRandom()),
          clock);

  @Test
  void link_isForWhomItWasMade_andForAQuarterOfAnHour() {
    String ticket = tickets.page(HERE, ANNA).getRawQuery().replace("ticket=", "");
    clock.advance(Duration.ofMinutes(15).minusMillis(1));
    assertThat(tickets.open(HERE, ticket)).contains(ANNA);

    clock.advance(Duration.ofMillis(1));

    assertThat(tickets.open(HERE, ticket)).isEmpty();
  }
}
