package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.EndpointId;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnderWayTest {
  private static final URI SOMEWHERE = URI.create("https://id.example");

  private final ManualClock clock = ManualClock.atNewYear();
  private final UnderWay underWay = new UnderWay(clock);

  private void leave(String state) {
    AuthorizationServer server =
        new AuthorizationServer(
            SOMEWHERE,
            SOMEWHERE,
            SOMEWHERE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            false,
            true);
    underWay.add(
        EndpointId.unnamed(),
        new LoginMemory.Who(new ServerId("tickets"), "anna", "[]"),
        new Authorization(
            server, Client.without("us"), "it", SOMEWHERE, state, new Pkce("v"), List.of()),
        "browser");
  }

  @Test
  void user_comesBackInTime_orNotAtAll() {
    leave("early");
    leave("late");
    clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(underWay.take("early", "browser")).isPresent();

    clock.advance(Duration.ofSeconds(1));

    assertThat(underWay.take("late", "browser")).isEmpty();
  }
}
