package io.portreeve.gateway.login;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.keeping.Bounded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Users at authorization servers, by the {@code state} that brings them back: once, within ten
 * minutes, and in the browser that they left with.
 *
 * @param <T> what they left for
 */
public final class UnderWay<T> {
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<String, Away<T>> away = Bounded.newest(MOST);

  public UnderWay(InstantSource clock) {
    this.clock = clock;
  }

  private record Away<T>(T purpose, String browser, Instant since) {}

  /**
   * A user leaves.
   *
   * @param browser what the browser was given that the user leaves with
   */
  public synchronized void add(String state, String browser, T purpose) {
    away.put(state, new Away<>(purpose, browser, clock.instant()));
  }

  /** What brings a user back with this state; from then on it brings back nobody. */
  public synchronized Optional<T> take(String state, String browser) {
    return Optional.ofNullable(away.remove(state))
        .filter(it -> it.browser().equals(browser))
        .filter(it -> Age.isLessThan(LIFE, it.since(), clock.instant()))
        .map(Away::purpose);
  }
}
