package io.portreeve.gateway.login;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.keeping.Bounded;
import io.portreeve.guard.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Users at authorization servers, by the {@code state} that brings them back: once, within ten
 * minutes, and in the browser that they left with.
 */
final class UnderWay {
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<String, Login> logins = Bounded.newest(MOST);

  UnderWay(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A user who left.
   *
   * @param endpoint where he called
   * @param browser what the browser was given that the user left with
   */
  record Login(
      EndpointId endpoint,
      LoginMemory.Who who,
      Authorization authorization,
      String browser,
      Instant since) {}

  synchronized void add(
      EndpointId endpoint, LoginMemory.Who who, Authorization authorization, String browser) {
    logins.put(
        authorization.state(), new Login(endpoint, who, authorization, browser, clock.instant()));
  }

  /** Who comes back with this state; from then on it brings back nobody. */
  synchronized Optional<Login> take(String state, String browser) {
    return Optional.ofNullable(logins.remove(state))
        .filter(login -> login.browser().equals(browser))
        .filter(login -> Age.isLessThan(LIFE, login.since(), clock.instant()));
  }
}
